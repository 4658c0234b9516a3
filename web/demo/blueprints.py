"""The demo site's groups of routes."""

from __future__ import annotations

from web.demo.lookups import demo_lookup_routes
from web.demo.routes import demo_routes

DEMO_BLUEPRINTS = (demo_routes, demo_lookup_routes)
