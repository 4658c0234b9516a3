"""Content of any age and shape is read: of older and newer versions, and of no version at all."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.conversations import (
    Author,
    Card,
    Choice,
    Evidence,
    Utterance,
    read_card,
)
from core.conversations.content import read_evidence
from tests.support.cards import STORED, words

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=5,
)


@pytest.mark.parametrize(("stored", "card"), STORED)
def test_a_card_of_a_newer_version_reads_as_far_as_it_is_known(
    stored: dict[str, Any], card: Card
) -> None:
    newer = {**stored, "colour": "green", "of": {"more": [1]}}
    assert read_card(newer) == card


@pytest.mark.parametrize("kind", [stored["kind"] for stored, _ in STORED if "kind" in stored])
def test_a_card_of_an_older_version_may_lack_every_field(kind: str) -> None:
    card = read_card({"kind": kind})
    assert card is not None
    assert card.kind == kind


def test_a_kind_of_card_or_decision_that_is_not_known_is_none() -> None:
    assert read_card({"kind": "hologram", "article": "top_up"}) is None
    why = Evidence.from_json({"decision": "sing", "reason": "mood"})
    assert (why.decision, why.reason) == (None, "mood")


@given(st.dictionaries(st.sampled_from(["article", "steps", "scale", "hits", "minutes"]), anything))
def test_fields_of_another_shape_stop_no_reader(fields: dict[str, Any]) -> None:
    for kind in (stored.get("kind", "") for stored, _ in STORED):
        read_card({**fields, "kind": kind})
    assert Evidence.from_json(fields).decision is None


@given(st.dictionaries(st.sampled_from(["kind", "evidence", "buttons", "choice"]), anything))
def test_any_content_can_be_read(content: dict[str, Any]) -> None:
    said = Utterance("1-0", "c-1", Author.BOT, "", datetime.now(timezone.utc), content=content)
    assert said.card is None or isinstance(said.card, Card)
    assert said.evidence is None or isinstance(said.evidence, Evidence)
    assert all(isinstance(button.choice, Choice) for button in said.buttons)
    assert said.choice is None or not said.is_typed
    assert isinstance(said.is_refusal, bool)


@pytest.mark.parametrize("odd", [10**400, float("nan"), float("inf"), "0.9", None, [0.9]])
def test_a_confidence_that_is_no_number_is_none(odd: object) -> None:
    """One such utterance stopped whatever reads all of them, and its conversation at the desk."""
    hits = [{"slug": "pin", "title": "PIN", "confidence": odd}]
    evidence = read_evidence({"evidence": {"decision": "answer", "hits": hits}})
    assert evidence is not None
    assert [hit.confidence for hit in evidence.hits] == [0.0]
