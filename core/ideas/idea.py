"""An idea: where it was left, how it stands, who may answer it, and by when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from urllib.parse import parse_qs, urlsplit

from core.errors import BadInput
from core.staff import LEADING_ROLES, StaffMember
from core.text import MAX_COMMENT_LENGTH, clean_text, is_path, read_identifier

MAX_IDEA_LENGTH = 1000  # characters
MAX_LEFT_ON_LENGTH = 200  # characters of a page's path, and of its title
# Pages about a customer: the conversation by which they are named comes next in the path.
_ABOUT_CUSTOMER = ("/desk/customers/", "/personal-data/people/")


class IdeaState(str, Enum):
    """How an idea stands; what is not new has been answered."""

    NEW = "new"
    PLANNED = "planned"
    DONE = "done"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        return self.value.capitalize()


@dataclass(frozen=True)
class LeftOn:
    """The page on which an idea was left: a path of ours, its title, the conversation open there.

    What else stood in its address is left out: it may name a customer.
    """

    page: str = ""
    title: str = ""
    conversation: str = ""


@dataclass(frozen=True)
class Idea:
    """words: as it was left; why: what is planned or was done, or why it was declined.

    version: counts its changes; who changes it names the one they saw
    unread: who left it has yet to read what a colleague answered
    votes: of members of staff, with the one who left it
    """

    id: int
    words: str
    left_at: datetime
    left_by: str  # a staff member's id
    left_by_name: str
    version: int = 1
    state: IdeaState = IdeaState.NEW
    page: str = ""
    title: str = ""
    conversation: str = ""
    owner: str = ""  # a staff member's id, "" as long as nobody looks after it
    owner_name: str = ""
    why: str = ""
    answered_at: datetime | None = None
    answered_by_name: str = ""
    unread: bool = False
    votes: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Answer:
    """What is answered to an idea."""

    state: IdeaState
    why: str


@dataclass(frozen=True)
class IdeaRules:
    """answer_within: how long after it was left an idea is to be answered at the latest."""

    answer_within: timedelta = timedelta(days=10)


def is_overdue(idea: Idea, rules: IdeaRules, at: datetime) -> bool:
    """Tell whether an idea has waited longer for its answer than it should."""
    return idea.state is IdeaState.NEW and at > idea.left_at + rules.answer_within


def is_for(idea: Idea, member: StaffMember) -> bool:
    """Tell whether somebody may answer an idea: who looks after it, and who leads."""
    return member.role in LEADING_ROLES or idea.owner == member.id


def read_answer(state: str, why: str) -> Answer:
    """Return an answer; raises BadInput for one that says nothing."""
    try:
        decided = IdeaState(state)
    except ValueError:
        raise BadInput("Choose how it stands: new, planned, done or declined.") from None
    reason = clean_text(why)
    if len(reason) > MAX_COMMENT_LENGTH:
        raise BadInput(f"Write at most {MAX_COMMENT_LENGTH:,} characters.")
    if decided is IdeaState.DECLINED and not reason:
        raise BadInput("Say why it is declined: who left it reads that.")
    return Answer(decided, "" if decided is IdeaState.NEW else reason)


def read_left_on(address: object, title: object) -> LeftOn:
    """Return on which page of ours an idea was left; an address of anybody else's names none."""
    if not isinstance(address, str) or not isinstance(title, str):
        return LeftOn()
    try:
        parts = urlsplit(clean_text(address))
    except ValueError:
        return LeftOn()
    page = parts.path
    if parts.scheme or parts.netloc or not is_path(page):
        return LeftOn()
    conversation = parse_qs(parts.query).get("conversation", [""])[0]
    for about in _ABOUT_CUSTOMER:
        if page.startswith(about):
            conversation, page = page[len(about) :].partition("/")[0], about
    named = " ".join(clean_text(title).split())
    return LeftOn(
        page[:MAX_LEFT_ON_LENGTH],
        "" if conversation else named[:MAX_LEFT_ON_LENGTH],  # it may hold the customer's name
        _identifier(conversation),
    )


def _identifier(value: str) -> str:
    try:
        return read_identifier(value, "conversation")
    except BadInput:
        return ""
