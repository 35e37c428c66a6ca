"""The record for assistants, by the Model Context Protocol: search, list, show; each answer with quotes and ids."""

from banggiao.mcp.server import server

__all__ = ["server"]
