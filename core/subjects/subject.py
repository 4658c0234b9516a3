"""A subject that the settings tell how to notice, and one noticed in a message."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

SURE = 0.5  # from this confidence on a message is taken to be about a subject


class SubjectKind(str, Enum):
    """What follows from a subject."""

    SENSITIVE = "sensitive"  # somebody may be in danger or distress: a person, and no form
    HARMLESS = "harmless"  # only sounds as if it were sensitive
    FACT = "fact"  # the settings hold the answer
    LOOKUP = "lookup"  # the customer's own account holds the answer
    PRAISE = "praise"  # of the company or the assistant
    COURTESY = "courtesy"  # a greeting, a goodbye, chat
    ASIDE = "aside"  # about the conversation itself, or leaning on it: understood elsewhere
    COMPANY = "company"  # about the company, whether an article answers it or not
    OFF_TOPIC = "off_topic"  # nothing to do with the company
    ATTACK = "attack"  # nonsense, or a try to turn the assistant into something else


@dataclass(frozen=True)
class Subject:
    """What a message may be about.

    name: tells it from the others of its kind
    examples: how customers put it; what means the same is found too
    phrases: words that decide by themselves, as `read_phrase` reads them
    """

    kind: SubjectKind
    name: str
    examples: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True)
class SubjectHit:
    """A subject noticed in a message; from `SURE` on the message is about it.

    confidence: 0 to 1; one of the subject's own phrases makes it 1
    """

    kind: SubjectKind
    name: str
    confidence: float

    @property
    def is_sure(self) -> bool:
        return self.confidence >= SURE


def surest(hits: Iterable[SubjectHit], *kinds: SubjectKind) -> SubjectHit | None:
    """Return the surest hit of these kinds; None where no message is taken to be about one."""
    sure = (hit for hit in hits if hit.is_sure and hit.kind in kinds)
    return max(sure, key=lambda hit: hit.confidence, default=None)


def merged(some: Iterable[SubjectHit], others: Iterable[SubjectHit]) -> tuple[SubjectHit, ...]:
    """Return the hits of two readings of a message, each subject as the surer one has it."""
    by_subject = {(hit.kind, hit.name): hit for hit in sorted((*some, *others), key=_sureness)}
    return tuple(sorted(by_subject.values(), key=_sureness, reverse=True))


def _sureness(hit: SubjectHit) -> float:
    return hit.confidence
