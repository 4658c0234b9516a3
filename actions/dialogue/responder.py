"""What the bot says: texts from `domain.yml`, with the buttons and cards of the contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from rasa_sdk.executor import CollectingDispatcher

from core.answering import NextQuestion
from core.articles import Article
from core.conversations import Choice, ChoiceKind, Contact
from core.conversations.content import EVIDENCE
from core.handoffs import Absence, Channel, Presentation, Wait

Button = dict[str, str]

_ABSENCES = {
    Absence.NONE: "utter_wait",
    Absence.CLOSED: "utter_away",
    Absence.NOBODY: "utter_nobody",
    Absence.LONG: "utter_long_wait",
}


class Speech:
    """Collects what is said in one turn."""

    def __init__(self, dispatcher: CollectingDispatcher, domain: Mapping[str, Any]) -> None:
        self._dispatcher, self._responses = dispatcher, domain.get("responses") or {}
        self._evidence: Mapping[str, Any] | None = None

    def attach_evidence(self, evidence: Mapping[str, Any]) -> None:
        """Attach to the next utterance why it is said; only staff will see it."""
        self._evidence = evidence

    def discard(self) -> None:
        """Say nothing of what has been said in this turn so far."""
        self._dispatcher.messages.clear()
        self._evidence = None

    def say(
        self,
        response: str,
        kind: str = "",
        buttons: Sequence[Button] = (),
        card: Mapping[str, Any] | None = None,
        **values: Any,
    ) -> None:
        """Say a response of `domain.yml`; `values` fill its braces."""
        self._dispatcher.utter_message(
            response=response,
            buttons=list(buttons),
            json_message=self._custom(kind, card),
            **values,
        )

    def tell(self, text: str) -> None:
        """Say a text that stands in the settings."""
        self._dispatcher.utter_message(text=text, json_message=self._custom("", None))

    def answer(self, article: Article, presentation: Presentation) -> None:
        """Show an article: the short answer as text, the steps and the rest beside it."""
        card = {
            "article": {
                "slug": article.slug,
                "title": article.title,
                "url": f"/help/{quote(article.slug, safe='')}",
            },
            "steps": list(article.steps),
            "more": article.more,
            "presentation": presentation.value,
        }
        self._dispatcher.utter_message(
            text=article.short, json_message=self._custom("answer", card)
        )

    def ask_whether_helped(self, slug: str) -> None:
        yes = self._button("utter_yes", ChoiceKind.HELPED, "yes")
        no = self._button("utter_no", ChoiceKind.HELPED, "no")
        self.say("utter_did_this_help", "helped", [yes, no], {"article": slug})

    def offer_next(self, questions: Sequence[NextQuestion]) -> None:
        """Offer the likely next questions, if there are any."""
        if questions:
            self.say("utter_next", "next", [_article(q.slug, q.title) for q in questions])

    def clarify(self, response: str, titles: Iterable[tuple[str, str]]) -> None:
        """Ask which article is meant: a button for each (slug, title), and "something else"."""
        other = self._button("utter_something_else", ChoiceKind.SOMETHING_ELSE)
        self.say(response, "clarify", [*(_article(*title) for title in titles), other])

    def ask_for_words(self) -> None:
        """Ask for other words, with a person one tap away."""
        self.say("utter_in_other_words", buttons=[self._button("utter_person", ChoiceKind.PERSON)])

    def offer_person(self) -> None:
        """Offer a person to someone who has not been helped."""
        self.say("utter_offer_person", buttons=[self._button("utter_person", ChoiceKind.PERSON)])

    def waiting(
        self, wait: Wait, back_at: str, channels: Sequence[Channel], can_promise: bool
    ) -> None:
        """Say how long it takes until a person is there, and what else there is meanwhile.

        can_promise: an answer may be promised to who leaves a way to be reached
        """
        card = {
            "state": "waiting",
            "minutes": wait.minutes and list(wait.minutes),
            "back_at": wait.back_at and wait.back_at.isoformat(),
            "absence": wait.absence.value if can_promise else "",
            "channels": [{"label": c.label, "url": c.url} for c in channels if c.url],
        }
        buttons = [self._button("utter_carry_on", ChoiceKind.CANCEL_HANDOFF)]
        if can_promise:
            buttons.insert(0, self._button("utter_leave_contact", ChoiceKind.LEAVE_CONTACT))
        minutes = f"{wait.minutes[0]} to {wait.minutes[1]}" if wait.minutes else ""
        response = _ABSENCES[wait.absence]
        if wait.absence is Absence.CLOSED and not back_at:
            response = _ABSENCES[Absence.NOBODY]
        self.say(response, "handoff", buttons, card, minutes=minutes, back_at=back_at)

    def ask_contact(
        self, response: str, promised_by: datetime, by: str, known: Sequence[Contact]
    ) -> None:
        """Ask where the customer can be reached; what is known already is a button."""
        buttons = [_button(c.value, ChoiceKind.CONTACT, c.kind) for c in known]
        self.say(response, "contact", buttons, {"promised_by": promised_by.isoformat()}, by=by)

    def contact_taken(self, contact: str, promised_by: datetime, by: str) -> None:
        """Promise an answer."""
        card = {"contact": contact, "promised_by": promised_by.isoformat()}
        self.say("utter_contact_taken", "contact_taken", (), card, contact=contact, by=by)

    def ask_effort(self, labels: Sequence[str]) -> None:
        """Ask the one effort question."""
        scale = [{"score": score, "label": label} for score, label in enumerate(labels, start=1)]
        buttons = [
            _button(f"{score} – {label}", ChoiceKind.EFFORT, str(score))
            for score, label in enumerate(labels, start=1)
        ]
        self.say("utter_ask_effort", "survey", buttons, {"scale": scale})

    def _custom(self, kind: str, card: Mapping[str, Any] | None) -> dict[str, Any]:
        custom = {**({"kind": kind} if kind else {}), **(card or {})}
        if self._evidence is not None:
            custom[EVIDENCE] = dict(self._evidence)
            self._evidence = None
        return custom

    def _button(self, response: str, kind: ChoiceKind, value: str = "") -> Button:
        texts = self._responses.get(response) or [{}]
        name = response.removeprefix("utter_").replace("_", " ").capitalize()
        return _button(str(texts[0].get("text") or name), kind, value)


def _article(slug: str, title: str) -> Button:
    return _button(title, ChoiceKind.ARTICLE, slug)


def _button(title: str, kind: ChoiceKind, value: str = "") -> Button:
    return {"title": title, "payload": str(Choice(kind, value))}
