"""What an utterance holds besides its words, as JSON: in the record, and on its way to every page.

A customer's is {"choice": payload} for a button they pressed, and {"attachments": files} for what
they sent; an agent's may have files too. The bot's is a card's fields, why it says so ("evidence",
only for staff) and the buttons. See docs/reference/messages.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from core.attachments import Attached, attachments_json, read_attachments
from core.conversations.content.card import Card
from core.conversations.content.cards import read_card
from core.conversations.content.choices import Choice, known_choice, read_buttons
from core.conversations.content.evidence import Evidence
from core.conversations.content.lenient import Json, objects_of, text_of

EVIDENCE = "evidence"


def choice_json(choice: Choice | None) -> dict[str, str]:
    """Return what a customer's utterance holds of the button they pressed."""
    return {"choice": str(choice)} if choice else {}


def said_json(choice: Choice | None, attached: Sequence[Attached]) -> dict[str, Any]:
    """Return the content of what a person says: a button, files, or {} for mere words."""
    return {**choice_json(choice), **attachments_json(attached)}


def content_json(card: Card | None = None, evidence: Evidence | None = None) -> dict[str, Any]:
    """Return what the bot shows with its words, and why; the buttons go beside it."""
    shown = card.to_json() if card else {}
    return {**shown, EVIDENCE: evidence.to_json()} if evidence else shown


def read_evidence(content: Json) -> Evidence | None:
    """Return why the bot said it; None where nothing was decided."""
    evidence = content.get(EVIDENCE)
    return Evidence.from_json(evidence) if isinstance(evidence, Mapping) else None


def for_staff(content: Json) -> dict[str, Any]:
    """Return an utterance's content as pages may draw it, whole and in the shapes written here.

    What is damaged, or of a kind that this version does not know, is left out: a page would fail
    at it, and with it at all that was said later.
    """
    buttons = [button.to_json() for button in read_buttons(content)]
    return {
        **content_json(read_card(content), read_evidence(content)),
        **choice_json(known_choice(content.get("choice"))),
        **({"buttons": buttons} if buttons else {}),
        **attachments_json(read_attachments(content)),
    }


def for_customer(content: Json) -> dict[str, Any]:
    """Return the same without what only staff may see."""
    return {key: value for key, value in for_staff(content).items() if key != EVIDENCE}


def content_of_event(event: Json) -> dict[str, Any]:
    """Return the content of one of Rasa's events; there a button's payload has another name."""
    metadata = event.get("metadata") or {}
    brought = {"attachments": files} if (files := metadata.get("attachments")) else {}
    if event.get("event") == "user":
        choice = metadata.get("choice")
        return {**({"choice": choice} if choice else {}), **brought}
    data = event.get("data") or {}
    content = {**(data.get("custom") or {}), **brought}
    if data.get("buttons"):
        content["buttons"] = [
            {"title": text_of(b, "title"), "choice": text_of(b, "payload")}
            for b in objects_of(data, "buttons")
        ]
    return content
