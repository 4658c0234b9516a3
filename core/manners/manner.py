"""The four manners, and what a team says of each in its settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from core.manners.phrases import NO_PHRASES, Phrases


class Manner(str, Enum):
    """How somebody likes to be spoken to: controller, thinker, feeler, entertainer elsewhere."""

    HURRIED = "hurried"  # wants it short
    THOROUGH = "thorough"  # wants the reasons
    FEELING = "feeling"  # needs to be heard
    CHATTY = "chatty"  # chats along


@dataclass(frozen=True)
class Guide:
    """What shows a manner, and how an agent meets it.

    label: what staff read of it, as "In a hurry"
    advice: a way to say things
    plain: phrases that show it alone
    faint: those that show it only together with another one
    harmless: those that only sound like it
    """

    label: str
    advice: str
    plain: Phrases = NO_PHRASES
    faint: Phrases = NO_PHRASES
    harmless: Phrases = NO_PHRASES


@dataclass(frozen=True)
class Manners:
    """What `settings/manners.yml` says; without a guide, or switched off, nothing is read."""

    guides: Mapping[Manner, Guide] = field(default_factory=dict)
    are_read: bool = True


NO_MANNERS = Manners()
