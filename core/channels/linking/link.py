"""A link under way: a code that was given out, used once, and confirmed on both ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

LINK_LASTS = timedelta(minutes=10)
MAX_LINK_TRIES = 5  # codes that somebody may try within LINK_LASTS
MAX_LINK_TRIES_OF_ALL = 200  # within the same time, from everybody on a connection
MAX_LINKS_AN_HOUR = 20  # codes given out for one conversation


class Direction(str, Enum):
    """Where the conversation goes."""

    THERE = "there"  # from the page to the messenger
    HERE = "here"  # from the messenger to the page


class LinkState(str, Enum):
    """How far a link has come."""

    OFFERED = "offered"  # nobody has used the code yet
    ASKED = "asked"  # somebody has; both ends are asked whether they are the same person
    DONE = "done"
    OVER = "over"  # too late, or one end said no


@dataclass(frozen=True)
class Link:
    """One link.

    conversation: the page's
    number: shown on both ends, so that they can be compared
    identity: who has used the code; 0 for nobody yet
    page: who is on the page, of one that goes on with a messenger's conversation; else 0
    there_at, here_at: when the messenger, and the page, said yes
    done_at, over_at: when it was carried out, or given up
    went_on: the conversation that goes on, once it is done
    """

    id: int
    conversation: str
    connection: str
    direction: Direction
    number: int
    created_at: datetime
    identity: int = 0
    page: int = 0
    there_at: datetime | None = None
    here_at: datetime | None = None
    done_at: datetime | None = None
    over_at: datetime | None = None
    went_on: str = ""

    @property
    def ends_at(self) -> datetime:
        return self.created_at + LINK_LASTS

    @property
    def is_agreed(self) -> bool:
        """Whether both ends have said yes."""
        return self.there_at is not None and self.here_at is not None

    def state(self, at: datetime) -> LinkState:
        if self.done_at is not None:
            return LinkState.DONE
        if self.over_at is not None or at >= self.ends_at:
            return LinkState.OVER
        return LinkState.ASKED if self.identity else LinkState.OFFERED
