"""The groups of routes of settings; a new one is added here."""

from __future__ import annotations

from web.settings.editing import setting_editing_routes
from web.settings.listing import setting_listing_routes
from web.settings.versions import setting_version_routes

SETTINGS_BLUEPRINTS = (setting_listing_routes, setting_editing_routes, setting_version_routes)
