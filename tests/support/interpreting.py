"""Messages interpreted without Rasa, a record or a knowledge base: what is found is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from core.answering import (
    ContactState,
    Dialogue,
    Hit,
    Intent,
    Lookup,
    Message,
    Need,
    Plan,
    Read,
    Retrieval,
    Rules,
    Screen,
    Search,
    Sentence,
    Situation,
    SurveyState,
    Thresholds,
    interpret,
)
from core.conversations import AngryWords, read_choice
from core.subjects import Sensitive, SensitiveTopic, Subject, SubjectHit, SubjectKind

LABELS = ("very low", "low", "neither low nor high", "high", "very high")
CARE = Sensitive(
    {
        name: SensitiveTopic(
            name, name, "…", at_once, "", 60, frozenset(), Subject(SubjectKind.SENSITIVE, name)
        )
        for name, at_once in (("self_harm", True), ("data_request", False))
    }
)
RULES = Rules(
    Thresholds(0.75, 0.15, 0.05), 2, AngryWords(("ridiculous",), ("useless bot",)), LABELS, CARE
)


@dataclass(frozen=True)
class World:
    """What a lookup would find.

    hits: article → how likely it is, by question
    subjects: what a question is about besides articles
    sentences: of each article; as like every question as they are said to be
    """

    hits: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    subjects: Mapping[str, SubjectHit] = field(default_factory=dict)
    sentences: Mapping[str, tuple[Sentence, ...]] = field(default_factory=dict)
    usual: tuple[str, ...] = ()
    absent: bool = False
    contact: ContactState = ContactState.NONE
    survey: SurveyState = SurveyState.NOT_ASKED
    same_agent: bool = False

    def look_up(self, situation: Situation, need: Need) -> Situation:
        if isinstance(need, Search):
            return situation.with_found(
                {question: self._found(question) for question in (*need.questions, *need.ahead)}
            )
        if isinstance(need, Read):
            return situation.with_read(
                {(need.question, slug): self.sentences.get(slug, ()) for slug in need.slugs}
            )
        if need is Lookup.CONTACT:
            return replace(situation, contact=self.contact)
        if need is Lookup.ABSENCE:
            return replace(situation, absent=self.absent)
        if need is Lookup.SAME_AGENT:
            return replace(situation, same_agent=self.same_agent)
        if need is Lookup.SURVEY:
            return replace(situation, survey=self.survey)
        return replace(situation, usual=tuple(Hit(slug, slug, 0.0) for slug in self.usual))

    def _found(self, question: str) -> Retrieval:
        hits = self.hits.get(question, {})
        about = (self.subjects[question],) if question in self.subjects else ()
        return Retrieval(question, tuple(Hit(slug, slug, p) for slug, p in hits.items()), about)


def situation_of(
    intent: Intent,
    text: str = "",
    dialogue: Dialogue | None = None,
    *,
    choice: str = "",
    entities: Mapping[str, str] | None = None,
    offered: tuple[str, ...] = (),
    screen: Screen | None = None,
    waiting: bool = False,
    declined: bool = False,
) -> Situation:
    pressed = read_choice(choice) if choice else None
    message = Message("c", "m", text, pressed, entities=entities or {}, offered=offered)
    known = dialogue or Dialogue()
    return Situation(
        intent, message, known, RULES, screen or Screen(), waiting=waiting, declined=declined
    )


def interpreted(situation: Situation, world: World | None = None) -> tuple[Plan, list[Need]]:
    """Return what a message gets, and what had to be looked up for it."""
    needs: list[Need] = []
    while not isinstance(step := interpret(situation), Plan):
        needs.append(step)
        situation = (world or World()).look_up(situation, step)
    return step, needs
