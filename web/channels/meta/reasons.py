"""Why WhatsApp did not take or deliver a message, in words that say what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from web.channels.adapter import mapping, word
from web.channels.meta.graph import error_code

PAIR_RATE = 131056
WINDOW_CLOSED = (
    "More than 24 hours have passed since they last wrote: WhatsApp takes nothing but an approved "
    "template. Name one under 'template' in settings/connections.yml, or reach them another way."
)
_NOT_ALLOWED = "The token may not send for it. Give it whatsapp_business_messaging at Meta."
# What keeps everybody from getting anything, until somebody puts it right at Meta.
ACCOUNT = {
    3: _NOT_ALLOWED,
    10: _NOT_ALLOWED,
    200: _NOT_ALLOWED,
    368: "Meta has blocked the account for a while, for breaking its rules. See its inbox there.",
    131031: "Meta has locked the account. See its inbox there.",
    131042: "Meta can't charge the account. Put its payment right there.",
    131045: "The number is not registered with the Cloud API. Register it at Meta.",
    133010: "The number is not registered with the Cloud API. Register it at Meta.",
}
_UNREACHABLE = frozenset({131026})
_ABOUT_FILES = frozenset({131052, 131053})  # it found none, or none of its kinds
_WORDS = {
    130472: "WhatsApp leaves this customer out of such messages, as part of an experiment of its.",
    130497: "WhatsApp does not let this account write to the customer's country.",
    131021: "It would go to our own number.",
    131026: "WhatsApp can't deliver to them: no WhatsApp there, an old one, or terms not accepted.",
    131030: "A test number of Meta's writes only to numbers on its list. Add theirs at Meta.",
    131047: WINDOW_CLOSED,
    131049: "WhatsApp holds it back so that they do not get too much. Try again after a day.",
    131050: "They have told WhatsApp that they want no such messages from us.",
    131051: "WhatsApp has no such kind of message.",
    131052: "WhatsApp could not get the file.",
    131053: "WhatsApp could not use the file.",
    131062: "WhatsApp wants a telephone number for it, and they have not told theirs.",
    132000: "The template has another number of gaps; it must have one.",
    132001: "There is no such template in this language. See 'template' in the settings.",
    132005: "It is too long for the template. Write a shorter one.",
    132007: "Meta does not allow these words in the template.",
    132012: "The template has no gap of this form; it must have one, for text.",
    132015: "Meta has paused the template, because customers complained. Name another one.",
    132016: "Meta has disabled the template. Name another one in the settings.",
}


def reason_of(error: Mapping[str, Any]) -> str:
    """Return why, for an error that WhatsApp tells in an answer or afterwards in a status."""
    code = error_code(error)
    if code in _WORDS or code in ACCOUNT:
        return _WORDS.get(code) or ACCOUNT[code]
    details = word(mapping(error.get("error_data")).get("details"))
    told = details or word(error.get("message")) or word(error.get("title"))
    return f"WhatsApp refuses it with {code} ({told[:300]})." if told else f"WhatsApp: {code}."


def is_unreachable(error: Mapping[str, Any]) -> bool:
    """Tell whether nothing reaches the customer here any more."""
    return error_code(error) in _UNREACHABLE


def is_about_file(error: Mapping[str, Any]) -> bool:
    """Tell whether it is the file that WhatsApp could not get or use."""
    return error_code(error) in _ABOUT_FILES
