"""Twilio: SMS, and WhatsApp as Twilio carries it."""

from web.channels.twilio.messaging import Twilio

__all__ = ["Twilio"]
