"""Rasa's half of a conversation: calls the action server as Rasa does, and keeps the tracker."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from ruamel.yaml import YAML

from core.conversations import Choice, ChoiceKind, read_choice

DOMAIN: dict[str, Any] = YAML(typ="safe").load(Path("domain.yml").read_text(encoding="utf-8"))
_ACTIONS = {
    ChoiceKind.ARTICLE: ("choose_article", "action_show_article"),
    ChoiceKind.SOMETHING_ELSE: ("something_else", "action_something_else"),
    ChoiceKind.PERSON: ("ask_person", "action_ask_person"),
    ChoiceKind.CANCEL_HANDOFF: ("cancel_handoff", "action_cancel_handoff"),
    ChoiceKind.LEAVE_CONTACT: ("leave_contact", "action_leave_contact"),
    ChoiceKind.CONTACT: ("give_contact", "action_give_contact"),
    ChoiceKind.SUBSCRIBE: ("subscribe", "action_subscribe"),
    ChoiceKind.SUBSCRIBE_AT: ("subscribe_at", "action_subscribe_at"),
    ChoiceKind.UNSUBSCRIBE: ("unsubscribe", "action_unsubscribe"),
    ChoiceKind.EFFORT: ("effort_rating", "action_effort"),
    ChoiceKind.EFFORT_COMMENT: ("effort_comment", "action_effort_comment"),
}
_ENTITIES = {ChoiceKind.ARTICLE: "article", ChoiceKind.EFFORT: "score"}


@dataclass(frozen=True)
class Said:
    """One utterance as Rasa would record it."""

    response: str
    text: str
    buttons: list[dict[str, str]]
    custom: dict[str, Any]

    @property
    def kind(self) -> str:
        return str(self.custom.get("kind", ""))

    @property
    def payloads(self) -> list[str]:
        return [button["payload"] for button in self.buttons]


@dataclass
class Chat:
    """A conversation in which every message leads to one action."""

    http: httpx.AsyncClient
    conversation: str = field(default_factory=lambda: uuid.uuid4().hex)
    slots: dict[str, Any] = field(default_factory=dict)
    heard: list[dict[str, Any]] = field(default_factory=list)
    last: list[Said] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name, slot in DOMAIN["slots"].items():
            self.slots.setdefault(name, slot.get("initial_value"))

    async def ask(self, text: str) -> list[Said]:
        return await self.type(text, "question", "action_answer")

    async def type(
        self, text: str, intent: str, action: str, score: str | None = None, message: str = ""
    ) -> list[Said]:
        """Type words that Rasa understands as this intent."""
        entities = [] if score is None else [{"entity": "score", "value": score}]
        return await self._turn(_heard(text, intent, {}, entities, message), action)

    async def press(self, payload: str, text: str = "", message: str = "") -> list[Said]:
        """Press a button."""
        choice = read_choice(payload)
        intent, action = _meaning(choice)
        name = _ENTITIES.get(choice.kind)
        entities = [{"entity": name, "value": choice.value}] if name else []
        metadata = {"choice": payload, "shown": text or payload}
        return await self._turn(_heard(f"/{intent}", intent, metadata, entities, message), action)

    async def happens(self, intent: str, message: str = "") -> list[Said]:
        """Let something happen that the customer did not say."""
        heard = _heard(f"/{intent}", intent, {"unspoken": True}, [], message)
        return await self._turn(heard, f"action_{intent}")

    async def without_saving(self, text: str, intent: str, action: str) -> list[Said]:
        """Take a turn that is lost before the tracker is saved, as when the bot dies."""
        slots = dict(self.slots)
        said = await self.type(text, intent, action)
        self.slots = slots
        return said

    async def _turn(self, heard: dict[str, Any], action: str) -> list[Said]:
        data = heard["parse_data"]
        self.heard.append({"event": "user", "text": data["text"], "metadata": data["metadata"]})
        call = {
            "next_action": action,
            "sender_id": self.conversation,
            "version": "3.6.21",
            "domain": DOMAIN,
            "tracker": {
                "sender_id": self.conversation,
                "slots": self.slots,
                "latest_message": heard["parse_data"],
                "events": self.heard,  # of all events, see bot/sessions.py
                "paused": False,
                "followup_action": None,
                "active_loop": {},
                "latest_action_name": "action_listen",
            },
        }
        answer = await self.http.post("/webhook", json=call)
        assert answer.status_code == 200, answer.text
        self.last = [_uttered(response) for response in answer.json()["responses"]]
        for event in answer.json()["events"]:
            assert event["event"] == "slot"
            assert event["name"] in DOMAIN["slots"], f"domain.yml has no slot {event['name']}"
            self.slots[event["name"]] = event["value"]
        return self.last


def kinds(said: list[Said]) -> list[str]:
    return [one.kind for one in said]


def responses(said: list[Said]) -> list[str]:
    return [one.response for one in said]


def payloads(said: list[Said]) -> list[str]:
    return [payload for one in said for payload in one.payloads]


def _meaning(choice: Choice) -> tuple[str, str]:
    if choice.kind is ChoiceKind.HELPED:
        return (
            ("helped", "action_helped")
            if choice.value == "yes"
            else ("not_helped", "action_not_helped")
        )
    return _ACTIONS[choice.kind]


def _heard(
    text: str,
    intent: str,
    metadata: dict[str, Any],
    entities: list[dict[str, str]],
    message: str,
) -> dict[str, Any]:
    message = message or uuid.uuid4().hex
    parse_data = {
        "text": text,
        "intent": {"name": intent, "confidence": 0.93},
        "entities": entities,
        "message_id": message,
        "metadata": {**metadata, "message_id": message},
    }
    return {"event": "user", "timestamp": time.time(), "text": text, "parse_data": parse_data}


def _uttered(response: dict[str, Any]) -> Said:
    """Merge a response as Rasa 3.6's RemoteAction does."""
    name = response.get("response") or ""
    text = response.get("text") or ""
    if name:
        assert name in DOMAIN["responses"], f"domain.yml has no {name}: nothing would be said"
        text = DOMAIN["responses"][name][0]["text"].format_map(response)
    return Said(name, text, response.get("buttons") or [], response.get("custom") or {})
