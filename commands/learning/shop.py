"""A company whose customers teach: the product's own rules, and people as simple as can be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import count
from random import Random

from commands.files.labelled import Labelled
from core.answering import Answer, Clarify, History, Reply, Thresholds, decide_reply, look_up
from core.articles import Article
from core.content_gaps import LoggedQuestion
from core.conversations import mask
from core.suggested_examples import (
    Sighting,
    Standing,
    SuggestedExample,
    SuggestionState,
    is_worth_learning,
    signal_of,
)
from core.wording import Synonyms
from knowledge_base.authoring import check_examples, same_questions
from knowledge_base.encoding import Encoder
from knowledge_base.retrieval import Engine

CONTACTS_A_DAY = 100
LIE = 0.05  # of what customers say of an answer is untrue
MINUTES_A_DAY = 1.0  # opening the list, accepting, publishing
SECONDS_A_SUGGESTION = 3.0  # reading a line of the list, once
_SEED = 1
_BEGINNING = datetime(2026, 1, 1, tzinfo=timezone.utc)


class Shop:
    """The articles, the engine that answers from them, and what customers have taught so far."""

    def __init__(
        self,
        articles: Sequence[Article],
        encoder: Encoder,
        thresholds: Thresholds,
        synonyms: Synonyms,
        build: Callable[[Sequence[Article], Encoder], Engine] = Engine.build,
    ) -> None:
        self._articles = {article.slug: article for article in articles}
        self._encoder, self._build = encoder, build
        self._thresholds, self._synonyms = thresholds, synonyms
        self._engine = build(articles, encoder)
        self._random, self._numbers = Random(_SEED), count(1)  # noqa: S311
        self._suggested: dict[tuple[str, str], SuggestedExample] = {}  # by first wording, article
        self._wordings: list[str] = []  # first wordings of all questions that were taught
        self._read: set[int] = set()  # suggestions that the manager has seen
        self.minutes_of_a_manager = 0.0

    @property
    def accepted(self) -> list[SuggestedExample]:
        taken = SuggestionState.ACCEPTED
        return [each for each in self._suggested.values() if each.state is taken]

    def answer(self, questions: Sequence[str]) -> list[Reply]:
        """Return what each question gets as the first one of a conversation."""
        found = look_up(self._engine.search_all, questions, self._synonyms)
        return [decide_reply(each, History(), self._thresholds) for each in found]

    def day(self, contacts: Sequence[Labelled]) -> None:
        """Let customers come, and the manager accept in the evening what may be believed."""
        replies = self.answer([contact.text for contact in contacts])
        said = [self._say(*each) for each in zip(contacts, replies, strict=True)]
        self._learn([seen for seen in said if seen])
        self._accept()

    def _say(self, contact: Labelled, reply: Reply) -> Sighting | None:
        """Let a customer of their own press and judge; return what that teaches."""
        number = next(self._numbers)
        at = _BEGINNING + timedelta(minutes=number)
        told = LoggedQuestion("", number, contact.text, at, reply.decision)
        lies = self._random.random() < LIE
        if isinstance(reply, Answer):
            right = reply.hit.slug == contact.label
            told = replace(told, article=reply.hit.slug, helped=right is not lies)
        elif isinstance(reply, Clarify) and contact.label in {hit.slug for hit in reply.hits}:
            told = replace(told, article=contact.label, helped=not lies)
        signal = signal_of(told)
        if signal is None or not is_worth_learning(contact.text):
            return None
        words = " ".join(mask(contact.text).split())
        return Sighting(words, told.article, signal, at, frozenset({f"customer {number}"}))

    def _learn(self, seen: Sequence[Sighting]) -> None:
        """Put a day's sightings under what was suggested in the same meaning."""
        words = [each.words for each in seen]
        places = same_questions(words, self._wordings, self._encoder.encode)
        said = [*self._wordings, *words]
        self._wordings += [said[p] for p in dict.fromkeys(places) if p >= len(self._wordings)]
        for each, place in zip(seen, places, strict=True):
            key = (said[place], each.article)
            known = self._suggested.get(key)
            if known is None:
                known = SuggestedExample(len(self._suggested) + 1, each.article, each.words, ())
            self._suggested[key] = replace(known, sightings=(*known.sightings, each))

    def _accept(self) -> None:
        """Do as the content manager does who trusts the list: take all that is ready."""
        self._check()
        listed = [
            each
            for each in self._suggested.values()
            if each.state is SuggestionState.OPEN
            and each.people
            and each.standing is not Standing.KNOWN
        ]
        fresh = {each.id for each in listed} - self._read
        self._read |= fresh
        self.minutes_of_a_manager += MINUTES_A_DAY + len(fresh) * SECONDS_A_SUGGESTION / 60
        ready = [each for each in listed if each.standing is Standing.READY]
        changed: dict[str, Article] = {}
        for key, each in self._suggested.items():
            if each in ready:
                before = changed.get(each.article, self._articles[each.article])
                changed[each.article] = replace(before, questions=(*before.questions, each.words))
                self._suggested[key] = replace(each, state=SuggestionState.ACCEPTED)
        if changed:
            self._articles |= changed
            self._engine = self._build(list(self._articles.values()), self._encoder)

    def _check(self) -> None:
        """Ask the engine, as it is now, about all that nobody has decided on."""
        taught: dict[str, set[str]] = {}
        for (wording, article), each in self._suggested.items():
            if each.people and each.state is not SuggestionState.DECLINED:
                taught.setdefault(wording, set()).add(article)
        keys = [key for key, s in self._suggested.items() if s.state is SuggestionState.OPEN]
        asked = [(self._suggested[key].words, key[1]) for key in keys]
        checks = check_examples(asked, self._engine, self._synonyms)
        for key, check in zip(keys, checks, strict=True):
            rivals = tuple(sorted(taught.get(key[0], set()) - {key[1]}))
            self._suggested[key] = replace(self._suggested[key], check=check, rivals=rivals)
