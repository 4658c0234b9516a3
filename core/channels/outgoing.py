"""A turn of the conversation, as the messages that a connection can carry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.channels.buttons import Form, form_of, numbered
from core.channels.capability import Capability, Markup
from core.channels.files_out import SentFile, read_sent_files, taken, with_links
from core.channels.gsm import in_plain_signs
from core.channels.lengths import Unit
from core.channels.styled import Mark, Style, Styled, join
from core.conversations import Author, Button, Choice, Utterance, known_choice

_SET_OFF_AT_MOST = 0.25  # of a message's room for asterisks; words with more stay plain


@dataclass(frozen=True)
class Said:
    """One utterance, ready to be sent: its words, buttons and files.

    seq: its place in the record
    since: of several in one, the place of the first; 0 for one alone
    by_person: an agent wrote it
    """

    seq: int
    words: Styled
    buttons: tuple[Button, ...] = ()
    by_person: bool = False
    files: tuple[SentFile, ...] = ()
    since: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.words.text or self.buttons or self.files)


@dataclass(frozen=True)
class Outgoing:
    """One message as the vendor gets it.

    upto: the last utterance it holds something of
    since: the first one; 0 for the same
    part: 0 for the first message of several with the same `upto`
    by_person: a person wrote something of it
    files: go out as they are; the words do not name them
    """

    upto: int
    part: int
    words: Styled
    buttons: tuple[Button, ...] = ()
    form: Form = Form.NONE
    by_person: bool = False
    files: tuple[SentFile, ...] = ()
    since: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in it, or nothing that this version can read."""
        return not (self.words.text or self.files)

    def to_json(self) -> dict[str, Any]:
        marks = [[m.style.value, m.start, m.end, m.url] for m in self.words.marks]
        buttons = [button.to_json() for button in self.buttons]
        return {
            "text": self.words.text,
            "marks": marks,
            "buttons": buttons,
            "form": self.form.value,
            "by_person": self.by_person,
            "files": [file.to_json() for file in self.files],
            "since": self.since,
        }

    @staticmethod
    def from_json(upto: int, part: int, json: Mapping[str, Any]) -> Outgoing:
        marks = tuple(Mark(Style(style), *rest) for style, *rest in json["marks"])
        buttons = tuple(
            Button(str(each["title"]), choice)
            for each in json["buttons"]
            if (choice := known_choice(each["choice"])) is not None
        )
        words, form = Styled(json["text"], marks), Form(json["form"])
        by_person, files = json.get("by_person", False), read_sent_files(json.get("files", ()))
        since = int(json.get("since", 0))
        return Outgoing(upto, part, words, buttons, form, by_person, files, since)


def is_for_the_customer(utterance: Utterance) -> bool:
    """Whether an utterance goes out: never what the customer said themselves."""
    return utterance.author is not Author.CUSTOMER


def lay_out(said: Sequence[Said], capability: Capability) -> list[Outgoing]:
    """Return the messages that carry a turn, in their order; each fits the vendor's limits."""
    if capability.merges:
        said = _merged(said)
    return [message for each in said for message in _messages(each, capability)]


def without_files(message: Outgoing, capability: Capability) -> Outgoing:
    """Return a message with links in place of its files, as the vendor can show them."""
    words = _shown(with_links(message.words, message.files), capability)
    return replace(message, words=words, files=())


def _merged(said: Sequence[Said]) -> list[Said]:
    """Return a turn as one utterance; of a button that comes twice, the first."""
    if not said:
        return []
    buttons: dict[Choice, Button] = {}
    for button in (button for each in said for button in each.buttons):
        buttons.setdefault(button.choice, button)
    words, by_person = join([each.words for each in said]), any(each.by_person for each in said)
    files = tuple(file for each in said for file in each.files)
    first, last = said[0].seq, said[-1].seq
    return [Said(last, words, tuple(buttons.values()), by_person, files, first)]


def _messages(said: Said, capability: Capability) -> Iterable[Outgoing]:
    """Files come after the words, but buttons last: some vendors draw them nowhere else."""
    files, linked = taken(said.files, capability.files)
    said = replace(said, words=with_links(said.words, linked), files=())
    if capability.files is not None and capability.files.with_words:
        found = _of_words(said, capability)
        if files:
            found = found or [Outgoing(said.seq, 0, Styled(""))]
            found[-1] = replace(found[-1], files=files)
    else:
        words = _of_words(said, capability)
        alone = [Outgoing(said.seq, 0, Styled(""), files=(file,)) for file in files]
        found = [*alone, *words] if said.buttons else [*words, *alone]
    for place, message in enumerate(found):
        yield replace(message, part=place, by_person=said.by_person, since=said.since)


def _of_words(said: Said, capability: Capability) -> list[Outgoing]:
    form, words = form_of(said.buttons, capability), _shown(said.words, capability)
    if form is Form.NUMBERED:
        words = join([words, Styled(numbered(said.buttons))])
    if capability.unit is Unit.SMS:
        words = Styled(in_plain_signs(words.text))
    parts = words.parts(_room(words, capability.longest, capability), capability.unit)
    if form.has_buttons:
        last = (parts or [Styled("…")])[-1]
        room = _room(last, capability.longest_with_buttons, capability)
        parts[-1:] = last.parts(room, capability.unit)
    found = [Outgoing(said.seq, 0, part) for part in parts]
    if found:
        found[-1] = replace(found[-1], buttons=said.buttons, form=form)
    return found


def _shown(words: Styled, capability: Capability) -> Styled:
    """Return the words with what of their marks can be shown; the rest stands in the text."""
    if capability.markup in {Markup.RANGES, Markup.MARKDOWN}:
        return words
    plain = words.spelled_out()
    has_room = plain.most_asterisks <= capability.longest_with_buttons * _SET_OFF_AT_MOST
    is_bold = capability.markup is Markup.ASTERISKS and has_room
    return plain if is_bold else Styled(plain.text)


def _room(words: Styled, longest: int, capability: Capability) -> int:
    """Return how long a part may be before its asterisks are added."""
    return longest - words.most_asterisks if capability.markup is Markup.ASTERISKS else longest
