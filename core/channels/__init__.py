"""The same conversation in other places: what each can show, and what comes in and goes out."""

from core.channels.arrival import UNKNOWN_SHAPE, Arrival, What, in_order
from core.channels.buttons import (
    MAX_TOKEN_LENGTH,
    Form,
    chosen,
    form_of,
    labels_of,
    make_token,
    numbered,
    read_token,
)
from core.channels.capability import (
    CAPABILITIES,
    ButtonRoom,
    Capability,
    Markup,
    capability_of,
    may_be_sent,
    may_go,
    used_after,
)
from core.channels.condition import IN_A_ROW, Condition, Tally, Working, condition_of
from core.channels.connection import (
    CONNECTION_NAME,
    NEEDED,
    PUBLIC_URL,
    RESERVED_NAMES,
    Connection,
    Connections,
    Kind,
    SecretName,
    Template,
)
from core.channels.delivery import MAX_ATTEMPTS, Delivery, after, together, wait_after
from core.channels.errors import Forged, NeverSent, NotSent, NotSentNow
from core.channels.gsm import in_plain_signs, segments
from core.channels.lengths import Unit, length, shorten, split
from core.channels.mailbox import Encryption, Mailbox, MailServer
from core.channels.outgoing import Outgoing, Said, is_for_the_customer, lay_out
from core.channels.styled import Mark, Style, Styled, join, units_before
from core.channels.wording import markdown_of
from core.channels.words import OLD_BUTTON, UNKNOWN_BUTTON, cut_off, not_in_groups, unreadable

__all__ = [
    "CAPABILITIES",
    "CONNECTION_NAME",
    "IN_A_ROW",
    "MAX_ATTEMPTS",
    "MAX_TOKEN_LENGTH",
    "NEEDED",
    "OLD_BUTTON",
    "PUBLIC_URL",
    "RESERVED_NAMES",
    "UNKNOWN_BUTTON",
    "UNKNOWN_SHAPE",
    "Arrival",
    "ButtonRoom",
    "Capability",
    "Condition",
    "Connection",
    "Connections",
    "Delivery",
    "Encryption",
    "Forged",
    "Form",
    "Kind",
    "MailServer",
    "Mailbox",
    "Mark",
    "Markup",
    "NeverSent",
    "NotSent",
    "NotSentNow",
    "Outgoing",
    "Said",
    "SecretName",
    "Style",
    "Styled",
    "Tally",
    "Template",
    "Unit",
    "What",
    "Working",
    "after",
    "capability_of",
    "chosen",
    "condition_of",
    "cut_off",
    "form_of",
    "in_order",
    "in_plain_signs",
    "is_for_the_customer",
    "join",
    "labels_of",
    "lay_out",
    "length",
    "make_token",
    "markdown_of",
    "may_be_sent",
    "may_go",
    "not_in_groups",
    "numbered",
    "read_token",
    "segments",
    "shorten",
    "split",
    "together",
    "units_before",
    "unreadable",
    "used_after",
    "wait_after",
]
