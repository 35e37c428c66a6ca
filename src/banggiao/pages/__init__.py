"""Pages: decoded captures with their stories."""

from __future__ import annotations

from banggiao.pages.opening import open_page

__all__ = ["open_page"]
