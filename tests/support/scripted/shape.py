"""What is recorded of a conversation: all but moments, ids and the choice among equal texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML

from launch.paths import HOME
from tests.support.customer import Said

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*")
_PASSING = frozenset({"id", "at", "conversation", "minutes_since_first_question", "message"})
_TOLD_OTHERWISE = frozenset({"transcript", "seq", "started_at", "seen", "offer"})
_MOVING = ("{by}", "{back_at}")  # what a text says about the time
_WORTH_A_LOOK = 0.05  # of confidence; which articles are found with less is chance
_LONGEST = 300  # characters of a text that are recorded

_RESPONSES: dict[str, list[dict[str, str]]] = YAML(typ="safe").load(HOME / "domain.yml")[
    "responses"
]


def shape_of(
    context: dict[str, Any],
    state: dict[str, Any],
    refused: list[dict[str, Any]],
    people: Mapping[str, str],
) -> dict[str, Any]:
    """Return a conversation as it is recorded.

    context: what staff are told of it
    state: what the customer's page is told besides the utterances
    refused: what was not taken, of the customer or of an agent
    people: the staff's names, by their ids
    """
    places = {said["seq"]: place for place, said in enumerate(context["transcript"], start=1)}
    names: dict[Any, Any] = {**places, **people}
    staff = {key: each for key, each in context.items() if each and key not in _TOLD_OTHERWISE}
    return {
        "said": [_utterance(said) for said in context["transcript"]],
        "refused": refused,
        "state": _plain(state, names),
        "staff": _plain(staff, names),
    }


def cards_of(transcript: list[Said]) -> dict[str, dict[str, Any]]:
    """Return the articles that were shown, by slug, as they were shown."""
    answers = [said for said in transcript if said["content"].get("kind") == "answer"]
    return {
        said["content"]["article"]["slug"]: {
            **said["content"]["article"],
            "short": said["text"],
            "steps": said["content"]["steps"],
            "more": said["content"]["more"],
        }
        for said in answers
    }


def _utterance(said: Said) -> dict[str, Any]:
    """An utterance in a line or two; an article's own text stands among the cards."""
    content = dict(said["content"])
    name = f" {said['name']}" if said["name"] else ""
    shown: dict[str, Any] = {"by": f"{said['author']}{name}", "text": said["text"]}
    if content.get("kind") == "answer":
        shown["text"] = ""
        content["article"] = content["article"]["slug"]
        del content["steps"], content["more"]
    if "buttons" in content:
        content["buttons"] = [f"{each['title']} → {each['choice']}" for each in content["buttons"]]
    if "evidence" in content:
        content["evidence"] = _evidence(content["evidence"])
    plain: dict[str, Any] = _plain({**shown, **content}, {})
    return plain


def _evidence(evidence: Mapping[str, Any]) -> dict[str, Any]:
    hits = [[hit["slug"], hit["confidence"]] for hit in evidence["hits"]]
    return {**evidence, "hits": [hit for hit in hits if hit[1] >= _WORTH_A_LOOK]}


def _plain(value: Any, names: Mapping[Any, Any]) -> Any:
    """Return a value without what is another one each time.

    names: a place for each `seq`, a name for each id of a member of staff
    """
    if isinstance(value, Mapping):
        return {
            key: names.get(each, each) if key == "seq" else _plain(each, names)
            for key, each in value.items()
            if key not in _PASSING
        }
    if isinstance(value, list):
        return [_plain(each, names) for each in value]
    if isinstance(value, float):
        return round(value, 3)
    return names.get(value) or _plain_text(value) if isinstance(value, str) else value


def _plain_text(text: str) -> str:
    if _MOMENT.fullmatch(text):
        return "a moment"
    text = _as_response(text)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… ({len(text)} characters)"


def _as_response(text: str) -> str:
    """Return the response a text is, if it is said in turn with others or tells the time."""
    for name, variants in _RESPONSES.items():
        for variant in variants:
            if len(variants) > 1 and text == variant["text"]:
                return name
            if any(moving in variant["text"] for moving in _MOVING):
                pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(variant["text"]))
                if found := re.fullmatch(pattern, text):
                    kept = {k: v for k, v in found.groupdict().items() if f"{{{k}}}" not in _MOVING}
                    return variant["text"].format_map({"by": "…", "back_at": "…", **kept})
    return text
