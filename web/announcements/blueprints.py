"""The groups of routes of announcements."""

from __future__ import annotations

from web.announcements.pages import announcement_routes
from web.announcements.stream import announcement_stream_routes

ANNOUNCEMENT_BLUEPRINTS = (announcement_routes, announcement_stream_routes)
