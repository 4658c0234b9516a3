"""A messenger that is only made for the demo: Telegram's Bot API, and a telephone to look at."""

from web.demo.phone.bot_api import bot_api_routes
from web.demo.phone.chats import Chats
from web.demo.phone.connecting import connected, with_secrets
from web.demo.phone.page import phone_routes

PHONE_BLUEPRINTS = (phone_routes, bot_api_routes)

__all__ = ["PHONE_BLUEPRINTS", "Chats", "connected", "with_secrets"]
