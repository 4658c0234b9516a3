"""The groups of routes of insights; a new one is added here."""

from __future__ import annotations

from web.insights.article import insight_article_routes
from web.insights.effort import insight_driver_routes
from web.insights.refusals import insight_policy_routes
from web.insights.routes import insight_routes
from web.insights.service import insight_mine_routes
from web.insights.trying import trying_thresholds_routes
from web.insights.weekly import insight_week_routes

INSIGHT_BLUEPRINTS = (
    insight_driver_routes,
    insight_routes,
    insight_article_routes,
    insight_mine_routes,
    insight_policy_routes,
    insight_week_routes,
    trying_thresholds_routes,
)
