"""Stories: the page of a capture, with where each story begins and ends."""

from __future__ import annotations

from banggiao.stories.opening import open_page

__all__ = ["open_page"]
