"""All blueprints of the help centre's HTTP side; a new one is added here."""

from __future__ import annotations

from web.help.feedback import feedback_routes
from web.help.news import news_routes
from web.help.routes import help_routes
from web.help.search import search_routes
from web.help.site import site_routes

HELP_BLUEPRINTS = (search_routes, feedback_routes, news_routes, help_routes, site_routes)
