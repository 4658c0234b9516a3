"""The groups of routes of personal data; a new one is added here."""

from __future__ import annotations

from web.personal_data.erasing import erasing_routes
from web.personal_data.exporting import exporting_routes
from web.personal_data.people import people_routes
from web.personal_data.retention import retention_routes

PERSONAL_DATA_BLUEPRINTS = (people_routes, exporting_routes, erasing_routes, retention_routes)
