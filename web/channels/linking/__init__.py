"""Taking a conversation from the website to a messenger and back: offered, asked, agreed."""

from web.channels.linking.agreeing import agree, refuse
from web.channels.linking.offering import Offer, offer, ways_of
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
    "refuse",
    "send_again",
    "takes_link",
    "try_another",
    "try_others",
    "ways_of",
]
