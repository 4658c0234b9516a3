"""The groups of routes of the API; a new one is added here."""

from __future__ import annotations

from web.api.articles import api_article_routes
from web.api.conversations import api_conversation_routes
from web.api.customers import api_customer_routes
from web.api.follow_ups import api_follow_up_routes
from web.api.keys import api_key_routes
from web.api.pages import api_page_routes
from web.api.webhooks import webhook_routes

API_BLUEPRINTS = (
    api_conversation_routes,
    api_customer_routes,
    api_article_routes,
    api_follow_up_routes,
    api_page_routes,
    api_key_routes,
    webhook_routes,
)
