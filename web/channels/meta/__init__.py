"""Meta's messengers, which share a signature, a challenge and a way to call."""

from web.channels.meta.messenger import Messenger
from web.channels.meta.whatsapp import WhatsApp

__all__ = ["Messenger", "WhatsApp"]
