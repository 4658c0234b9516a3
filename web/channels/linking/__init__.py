"""Taking a conversation from the website to a messenger and back: offered, asked, agreed."""

from web.channels.linking.agreeing import agree, refuse
from web.channels.linking.judging import offered
from web.channels.linking.offering import Offer, offer
from web.channels.linking.sending_again import (
    Channel,
    channels_of,
    send_again,
    try_another,
    try_others,
)
from web.channels.linking.taking import takes_link

__all__ = [
    "Channel",
    "Offer",
    "agree",
    "channels_of",
    "offer",
    "offered",
    "refuse",
    "send_again",
    "takes_link",
    "try_another",
    "try_others",
]
