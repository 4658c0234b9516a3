"""Messengers: where their vendors deliver, and what is done with it."""

from web.channels.jobs import mind_connections
from web.channels.routes import channel_routes

__all__ = ["channel_routes", "mind_connections"]
