"""The record over HTTP: lists, things, search, feeds, briefs; JSON in the names of the contract.

`application` gives an ASGI application to be mounted, usually at ``/api/v1``; `feed_routes` the feeds alone.
"""

from banggiao.api.application import application, feed_routes

__all__ = ["application", "feed_routes"]
