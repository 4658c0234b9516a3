"""Messengers: where their vendors deliver, and what is done with it."""

from web.channels.accounts import accounts
from web.channels.email.links import choice_routes
from web.channels.jobs import mind_connections
from web.channels.routes import channel_routes
from web.channels.talking import message_id

__all__ = ["accounts", "channel_routes", "choice_routes", "message_id", "mind_connections"]
