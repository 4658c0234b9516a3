"""What the bot says: texts from `domain.yml`, with the buttons and cards of the contract."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import quote

from rasa_sdk.executor import CollectingDispatcher

from actions.dialogue.slots import Shown
from core.answering import NextQuestion, TellAhead
from core.articles import Article
from core.conversations import (
    HELPED,
    NOT_HELPED,
    SOMETHING_ELSE,
    AnswerCard,
    ArticleLink,
    Button,
    Card,
    ChannelLink,
    Choice,
    ChoiceKind,
    ClarifyCard,
    Contact,
    ContactCard,
    ContactTakenCard,
    Evidence,
    HandoffCard,
    HelpedCard,
    NextCard,
    SubscribedCard,
    SurveyCard,
    article_button,
    articles_of,
    content_json,
)
from core.handoffs import Absence, Channel, Presentation, Wait
from core.settings import BEFORE_ANSWER, Words
from store.clock import now

_ABSENCES = {
    Absence.NONE: "utter_wait",
    Absence.CLOSED: "utter_away",
    Absence.NOBODY: "utter_nobody",
    Absence.LONG: "utter_long_wait",
}
_IN_CARE = "_in_care"  # the same, said to somebody who may be in distress


class Speech:
    """Collects what is said in one turn."""

    def __init__(self, dispatcher: CollectingDispatcher, domain: Mapping[str, Any]) -> None:
        self._dispatcher, self._responses = dispatcher, domain.get("responses") or {}
        self._evidence: Evidence | None = None
        self._reworded: Words = {}
        self.shown = Shown()  # in this turn

    def reword(self, words: Words) -> None:
        """Say these words from now on instead of those of `domain.yml`."""
        self._reworded = words

    def attach_evidence(self, evidence: Evidence) -> None:
        """Attach to the next utterance why it is said; only staff will see it."""
        self._evidence = evidence

    def discard(self) -> None:
        """Say nothing of what has been said in this turn so far."""
        self._dispatcher.messages.clear()
        self._evidence = None
        self.shown = Shown()

    def say(
        self,
        response: str,
        card: Card | None = None,
        buttons: Sequence[Button] = (),
        **values: Any,
    ) -> None:
        """Say a response of the settings or else of `domain.yml`; `values` fill its braces."""
        if isinstance(card, ClarifyCard):
            self.shown = replace(self.shown, offered=articles_of(tuple(buttons)))
        elif isinstance(card, (HandoffCard, ContactTakenCard)):
            self.shown = replace(self.shown, handoff_at=now().timestamp())
        if texts := self._reworded.get(response):
            self._dispatcher.utter_message(
                text=_filled(secrets.choice(texts), values),
                buttons=[*self._own_buttons(response), *_payloads(buttons)],
                json_message=self._content(card),
            )
            return
        self._dispatcher.utter_message(
            response=response,
            buttons=_payloads(buttons),
            json_message=self._content(card),
            **values,
        )

    def say_kindly(self) -> None:
        """Say a kind word before an answer; the evidence is left for the answer itself."""
        self._say_first("utter_kindly")

    def say_before_answer(self) -> None:
        """Say what stands before an answer in the customer's manner; nothing where it has none."""
        if BEFORE_ANSWER in self._reworded:
            self._say_first(BEFORE_ANSWER)

    def tell(self, text: str, card: Card | None = None, buttons: Sequence[Button] = ()) -> None:
        """Say a text that stands in the settings."""
        self._dispatcher.utter_message(
            text=text, buttons=_payloads(buttons), json_message=self._content(card)
        )

    def answer(self, article: Article, presentation: Presentation, span: str = "") -> None:
        """Show an article: the short answer as text, the steps and the rest beside it.

        span: the sentence of it that is shown first, and marked
        """
        url = f"/help/{quote(article.slug, safe='')}"
        card = AnswerCard(
            article=ArticleLink(article.slug, article.title, url),
            steps=article.steps,
            more=article.more,
            presentation=presentation.value,
            span=span,
        )
        self._dispatcher.utter_message(text=article.short, json_message=self._content(card))

    def ask_whether_helped(self, slug: str, or_person: bool = False) -> None:
        buttons = [self._button("utter_yes", HELPED), self._button("utter_no", NOT_HELPED)]
        buttons += [self.person_button()] if or_person else []
        self.say("utter_did_this_help", HelpedCard(slug), buttons)

    def offer_next(self, questions: Sequence[NextQuestion], told: TellAhead | None = None) -> None:
        """Offer the likely next questions, if there are any, and tell the answer to one."""
        self.shown = replace(self.shown, next_questions=tuple(q.slug for q in questions))
        buttons = [article_button(q.slug, q.title) for q in questions]
        if told:
            card = NextCard(told.slug)
            self.say("utter_next_told", card, buttons, title=told.title, answer=told.answer)
        elif questions:
            self.say("utter_next", NextCard(), buttons)

    def clarify(
        self, response: str, titles: Iterable[tuple[str, str]], person_first: bool = False
    ) -> None:
        """Ask which article is meant: a button for each (slug, title), and "something else"."""
        other = self._button("utter_something_else", SOMETHING_ELSE)
        first = [self.person_button()] if person_first else []
        articles = [article_button(*title) for title in titles]
        self.say(response, ClarifyCard(), [*first, *articles, other])

    def ask_for_words(self) -> None:
        """Ask for other words, with a person one tap away."""
        self.say(
            "utter_in_other_words",
            buttons=[self.person_button()],
        )

    def offer_person(self) -> None:
        """Offer a person to someone who has not been helped."""
        self.say("utter_offer_person", buttons=[self.person_button()])

    def waiting(
        self,
        wait: Wait,
        back_at: str,
        channels: Sequence[Channel],
        can_promise: bool,
        in_care: bool = False,
    ) -> None:
        """Say how long it takes until a person is there, and what else there is meanwhile.

        can_promise: an answer may be promised to who leaves a way to be reached
        in_care: it is about a sensitive topic; nothing leads away from a person
        """
        card = HandoffCard(
            minutes=wait.minutes,
            back_at=wait.back_at,
            absence=wait.absence.value if can_promise else "",
            channels=tuple(ChannelLink(c.label, c.url) for c in channels if c.url),
        )
        carry_on = self._button("utter_carry_on", Choice(ChoiceKind.CANCEL_HANDOFF))
        buttons = [] if in_care else [carry_on]
        if can_promise:
            leave = Choice(ChoiceKind.LEAVE_CONTACT)
            buttons.insert(0, self._button("utter_leave_contact", leave))
        minutes = f"{wait.minutes[0]} to {wait.minutes[1]}" if wait.minutes else ""
        response = _ABSENCES[wait.absence]
        if wait.absence is Absence.CLOSED and not back_at:
            response = _ABSENCES[Absence.NOBODY]
        response += _IN_CARE if in_care else ""
        self.say(response, card, buttons, minutes=minutes, back_at=back_at)

    def ask_contact(
        self, response: str, promised_by: datetime, by: str, known: Sequence[Contact]
    ) -> None:
        """Ask where the customer can be reached; what is known already is a button."""
        buttons = [Button(c.value, Choice(ChoiceKind.CONTACT, c.kind)) for c in known]
        self.say(response, ContactCard(promised_by), buttons, by=by)

    def contact_taken(self, contact: str, promised_by: datetime, by: str) -> None:
        """Promise an answer."""
        card = ContactTakenCard(contact, promised_by)
        self.say("utter_contact_taken", card, contact=contact, by=by)

    def ask_news_address(self, response: str, announcement: int, known: Sequence[str]) -> None:
        """Say that it is noted, with a form for an e-mail address; known ones are buttons."""
        at = _of(ChoiceKind.SUBSCRIBE_AT, announcement)
        buttons = [*(Button(each, at) for each in known), self.unsubscribe_button(announcement)]
        self.say(response, SubscribedCard(announcement), buttons)

    def unsubscribe_button(self, announcement: int) -> Button:
        return self._button("utter_unsubscribe", _of(ChoiceKind.UNSUBSCRIBE, announcement))

    def subscribe_button(self, announcement: int) -> Button:
        return self._button("utter_subscribe", _of(ChoiceKind.SUBSCRIBE, announcement))

    def ask_effort(self, labels: Sequence[str]) -> None:
        """Ask the one effort question."""
        buttons = [
            Button(f"{score} – {label}", Choice(ChoiceKind.EFFORT, str(score)))
            for score, label in enumerate(labels, start=1)
        ]
        self.say("utter_ask_effort", SurveyCard(tuple(labels)), buttons)

    def person_button(self) -> Button:
        return self._button("utter_person", Choice(ChoiceKind.PERSON))

    def words(self, response: str) -> str:
        """Return the words of a button or link."""
        if reworded := self._reworded.get(response):
            return reworded[0]
        texts = self._responses.get(response) or [{}]
        name = response.removeprefix("utter_").replace("_", " ").capitalize()
        return str(texts[0].get("text") or name)

    def _say_first(self, response: str) -> None:
        kept, self._evidence = self._evidence, None
        self.say(response)
        self._evidence = kept

    def _own_buttons(self, response: str) -> list[dict[str, str]]:
        """Return the buttons that stand under a response in `domain.yml`."""
        return list((self._responses.get(response) or [{}])[0].get("buttons") or ())

    def _content(self, card: Card | None) -> dict[str, Any]:
        evidence, self._evidence = self._evidence, None
        return content_json(card, evidence)

    def _button(self, response: str, choice: Choice) -> Button:
        return Button(self.words(response), choice)


def _of(kind: ChoiceKind, announcement: int) -> Choice:
    return Choice(kind, str(announcement))


def _payloads(buttons: Sequence[Button]) -> list[dict[str, str]]:
    return [{"title": b.title, "payload": str(b.choice)} for b in buttons]


def _filled(text: str, values: Mapping[str, Any]) -> str:
    """Return a text with its names in braces filled in, as Rasa does it in those of the domain."""
    named = (re.escape(f"{{{name}}}") for name in values)
    return re.sub("|".join(named) or r"(?!)", lambda m: str(values[m.group()[1:-1]]), text)
