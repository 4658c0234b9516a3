"""Telegram: a bot."""

from web.channels.telegram.bot import Telegram

__all__ = ["Telegram"]
