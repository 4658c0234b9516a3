"""Whose data it is: everything by which what is kept of one customer can be told."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from core.errors import BadInput

PSEUDONYM = "erased-"  # what stands instead of a conversation or a person begins so
ERASED = "[erased]"  # stands where words were, in what is only counted from then on
MIN_TERM_LENGTH = 4  # letters and digits: what is shorter stands in other people's words as well
MAX_TERMS = 50
_AT_ONCE = 100  # conversations in one statement


@dataclass(frozen=True)
class Whose:
    """One customer, as far as the record knows them.

    conversations: their ids, each with the pseudonym that figures keep afterwards
    customers: what the host site calls them
    people, identities: theirs on channels
    addresses: the vendors' ids of these, each "<connection> <id>"
    names: under which facts of them and the audit stand
    networks: digests of where their conversations of the website began
    terms: words that only they, or those who wrote of them, have used: searched where nothing
        says whose it is
    pseudonym: what figures call them afterwards
    """

    pseudonym: str
    conversations: Mapping[str, str]
    customers: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    identities: tuple[int, ...] = ()
    addresses: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (
            *(f"customer {each}" for each in self.customers),
            *(f"person {each}" for each in self.people),
            *(f"conversation {each}" for each in self.conversations),
            *(f"identity {each}" for each in self.identities),
            *self.conversations,
        )

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids that we made: wherever one stands, it is theirs."""
        return (*self.conversations, *self.people)

    @property
    def known_as(self) -> tuple[str, ...]:
        """What others call them: the host site, and vendors."""
        return (*self.customers, *(each.partition(" ")[2] for each in self.addresses))

    def has_key(self, key: str) -> bool:
        """Tell whether a key of Redis with parts divided by colons is theirs.

        What others call them may be any word: only limits end with it.
        """
        is_named = key.startswith("window:") and any(key.endswith(f":{n}") for n in self.known_as)
        return is_named or any(each in key for each in self.ids)

    def without_namesakes(self) -> Whose:
        """What may be handed out: a name in an entry of nobody's may be another's."""
        telling = (each for each in self.terms if "@" in each or any(map(str.isdigit, each)))
        return replace(self, terms=tuple(telling))

    def said_late(self) -> Whose:
        """What a turn that was under way may still leave: all else is somebody's who came after."""
        return Whose(self.pseudonym, self.conversations)

    def only_ours(self) -> Whose:
        """What a restored backup needs to know them again: ids that we made, and no name."""
        theirs = dict.fromkeys(self.conversations, "")
        return Whose("", theirs, people=self.people, identities=self.identities)

    def parts(self) -> Iterator[Whose]:
        """Divide it so that no statement names too many; what is not divided is in the first."""
        every = list(self.conversations.items())
        yield replace(self, conversations=dict(every[:_AT_ONCE]))
        for begin in range(_AT_ONCE, len(every), _AT_ONCE):
            yield Whose(self.pseudonym, dict(every[begin : begin + _AT_ONCE]))

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Whose:
        known = {each.name: values[each.name] for each in fields(cls) if each.name in values}
        many = {name: tuple(each) for name, each in known.items() if isinstance(each, list)}
        return cls(**{**known, **many})


def can_tell(term: str) -> bool:
    """Tell whether it has letters and digits enough; dashes stand in anybody's words."""
    return sum(unicodedata.category(each)[0] in "LMN" for each in term) >= MIN_TERM_LENGTH


def read_terms(typed: str) -> tuple[str, ...]:
    """Return the words that an admin adds, a line each; raises BadInput for what is too short."""
    terms = tuple(dict.fromkeys(filter(None, (line.strip() for line in typed.splitlines()))))
    short = [each for each in terms if not can_tell(each)]
    if short:
        raise BadInput(
            f"“{short[0]}” is too short: others use it as well. Type at least "
            f"{MIN_TERM_LENGTH} letters or digits that only this person would have used."
        )
    if len(terms) > MAX_TERMS:
        raise BadInput(f"Type at most {MAX_TERMS} lines of words at a time.")
    return terms
