"""What an utterance holds besides its words: written, stored, and read by any version."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.conversations import (
    AccountCard,
    AccountRow,
    AnswerCard,
    ArticleLink,
    Author,
    BrokenCard,
    Button,
    Card,
    ChannelLink,
    Choice,
    ChoiceKind,
    ClarifyCard,
    ContactCard,
    ContactTakenCard,
    Decision,
    Evidence,
    FactCard,
    HandoffCard,
    HelpedCard,
    Hit,
    NextCard,
    OpenStretch,
    ScoreCard,
    SolvedCard,
    SubscribedCard,
    SurveyCard,
    SurveyCommentCard,
    Utterance,
    content_json,
    content_of_event,
    read_buttons,
    read_card,
)
from core.conversations.content import read_evidence

words = st.text(max_size=20)
slugs = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,20}", fullmatch=True)
probabilities = st.integers(0, 10_000).map(lambda n: n / 10_000)  # as they are rounded
moments = st.one_of(
    st.none(),
    st.datetimes(timezones=st.sampled_from([timezone.utc, timezone(timedelta(hours=-5))])),
)
links = st.builds(ArticleLink, slugs, words.filter(bool), words)
cards = st.one_of(
    st.builds(AnswerCard, links, st.lists(words).map(tuple), words, words),
    st.builds(HelpedCard, slugs),
    st.builds(
        HandoffCard,
        st.none() | st.tuples(st.integers(0, 99), st.integers(0, 99)),
        moments,
        words,
        st.lists(st.builds(ChannelLink, words, words)).map(tuple),
    ),
    st.builds(ContactCard, moments),
    st.builds(SubscribedCard, st.integers(0, 999_999_999)),
    st.builds(ContactTakenCard, words, moments),
    st.builds(SurveyCard, st.lists(words).map(tuple)),
    st.builds(
        FactCard,
        words,
        st.lists(st.builds(OpenStretch, moments.filter(bool), moments.filter(bool))).map(tuple),
        st.lists(st.builds(ChannelLink, words, words)).map(tuple),
    ),
    st.builds(
        AccountCard,
        words,
        words,
        words,
        st.lists(st.builds(AccountRow, words, words, words)).map(tuple),
        st.lists(st.builds(ChannelLink, words, words)).map(tuple),
    ),
    st.sampled_from([ClarifyCard(), NextCard(), SolvedCard(), SurveyCommentCard(3), BrokenCard()]),
)
hits = st.builds(Hit, slugs, words, probabilities)
evidence = st.builds(
    Evidence, st.sampled_from(Decision), words, st.lists(hits).map(tuple), words, probabilities
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=5,
)

# As they stand in records: one of each that was ever written.
STORED: list[tuple[dict[str, Any], Card]] = [
    (
        {
            "kind": "answer",
            "article": {"slug": "top_up", "title": "Top up", "url": "/help/top_up"},
            "steps": ["Tap **Add money**.", "Choose a card."],
            "more": "",
            "presentation": "steps",
        },
        AnswerCard(
            ArticleLink("top_up", "Top up", "/help/top_up"),
            ("Tap **Add money**.", "Choose a card."),
            presentation="steps",
        ),
    ),
    ({"kind": "helped", "article": "top_up"}, HelpedCard("top_up")),
    ({"helped": True}, SolvedCard()),
    ({"kind": "next"}, NextCard()),
    ({"kind": "clarify"}, ClarifyCard()),
    (
        {
            "kind": "handoff",
            "state": "waiting",
            "minutes": [2, 5],
            "back_at": None,
            "absence": "none",
            "channels": [{"label": "Community", "url": "https://tern.example/community"}],
        },
        HandoffCard(
            (2, 5), None, "none", (ChannelLink("Community", "https://tern.example/community"),)
        ),
    ),
    (
        {
            "kind": "handoff",
            "state": "waiting",
            "minutes": None,
            "back_at": "2026-03-30T09:00:00+01:00",
            "absence": "",
            "channels": [],
        },
        HandoffCard(None, datetime(2026, 3, 30, 8, tzinfo=timezone.utc)),
    ),
    (
        {"kind": "contact", "promised_by": "2026-03-30T17:00:00+01:00"},
        ContactCard(datetime(2026, 3, 30, 16, tzinfo=timezone.utc)),
    ),
    (
        {
            "kind": "contact_taken",
            "contact": "sam@example.com",
            "promised_by": "2026-03-30T17:00:00+01:00",
        },
        ContactTakenCard("sam@example.com", datetime(2026, 3, 30, 16, tzinfo=timezone.utc)),
    ),
    (
        {
            "kind": "survey",
            "scale": [{"score": 1, "label": "Very low"}, {"score": 2, "label": "Low"}],
        },
        SurveyCard(("Very low", "Low")),
    ),
    (
        {
            "kind": "fact",
            "fact": "hours",
            "stretches": [
                {"opens": "2026-03-30T09:00:00+01:00", "closes": "2026-03-30T17:00:00+01:00"}
            ],
            "links": [],
        },
        FactCard(
            "hours",
            (
                OpenStretch(
                    datetime(2026, 3, 30, 8, tzinfo=timezone.utc),
                    datetime(2026, 3, 30, 16, tzinfo=timezone.utc),
                ),
            ),
        ),
    ),
    (
        {
            "kind": "account",
            "lookup": "balance",
            "outcome": "found",
            "words": "This is what you have:",
            "rows": [{"title": "Pounds", "value": "£1.00", "note": ""}],
            "links": [{"label": "Sign in", "url": "https://tern.example/login"}],
        },
        AccountCard(
            "balance",
            "found",
            "This is what you have:",
            (AccountRow("Pounds", "£1.00"),),
            (ChannelLink("Sign in", "https://tern.example/login"),),
        ),
    ),
    ({"kind": "survey_comment"}, SurveyCommentCard()),
    ({"kind": "survey_comment", "score": 4}, SurveyCommentCard(4)),
    ({"kind": "score", "score": 2}, ScoreCard(2)),
    ({"kind": "broken"}, BrokenCard()),
]


@given(cards)
def test_every_card_is_read_back_from_its_json(card: Card) -> None:
    assert read_card(json.loads(json.dumps(card.to_json()))) == card


@given(evidence)
def test_evidence_is_read_back_from_its_json(why: Evidence) -> None:
    content = json.loads(json.dumps(content_json(None, why)))
    assert read_evidence(content) == why
    assert read_card(content) is None


@pytest.mark.parametrize(("stored", "card"), STORED)
def test_what_is_stored_is_read_and_would_be_written_the_same_to_the_byte(
    stored: dict[str, Any], card: Card
) -> None:
    found = read_card(stored)
    assert found == card
    assert found is not None
    assert json.dumps(found.to_json()) == json.dumps(stored)


def test_evidence_as_stored_is_read_and_would_be_written_the_same_to_the_byte() -> None:
    stored = {
        "decision": "hand_off",
        "reason": "nothing_fits",
        "hits": [{"slug": "top_up", "title": "Top up", "confidence": 0.1234}],
        "intent": "question",
        "intent_confidence": 0.93,
    }
    why = Evidence(
        Decision.HAND_OFF, "nothing_fits", (Hit("top_up", "Top up", 0.1234),), "question", 0.93
    )
    assert Evidence.from_json(stored) == why
    assert json.dumps(why.to_json()) == json.dumps(stored)


def test_confidences_are_written_with_four_digits() -> None:
    why = Evidence(Decision.ANSWER, hits=(Hit("a", "A", 0.123456),), intent_confidence=0.987654)
    written = why.to_json()
    assert (written["hits"][0]["confidence"], written["intent_confidence"]) == (0.1235, 0.9877)


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


def test_buttons_are_read_as_stored_and_as_rasa_has_them() -> None:
    event = {
        "event": "bot",
        "data": {
            "custom": {"kind": "clarify"},
            "buttons": [
                {"title": "Top up", "payload": "article:top_up"},
                {"title": "Something else", "payload": "something_else"},
                {"title": "Sing", "payload": "sing:loud"},
            ],
        },
    }
    content = content_of_event(event)
    assert content["buttons"][2] == {"title": "Sing", "choice": "sing:loud"}, "it is kept"
    top_up, other = read_buttons(content)
    assert top_up == Button("Top up", Choice(ChoiceKind.ARTICLE, "top_up"))
    assert (top_up.article, other.article) == ("top_up", "")
    assert [top_up.to_json(), other.to_json()] == content["buttons"][:2]


@pytest.mark.parametrize(
    ("author", "content", "refuses"),
    [
        (Author.CUSTOMER, {"choice": "helped:no"}, True),
        (Author.CUSTOMER, {"choice": "something_else"}, True),
        (Author.CUSTOMER, {"choice": "helped:yes"}, False),
        (Author.CUSTOMER, {}, False),
        (Author.BOT, {"evidence": {"decision": "clarify", "intent": "deny"}}, True),
        (Author.BOT, {"evidence": {"decision": "clarify", "intent": "not_helped"}}, True),
        (Author.BOT, {"evidence": {"decision": "ask_again", "intent": "something_else"}}, True),
        (Author.BOT, {"evidence": {"decision": "ask_again", "intent": "question"}}, False),
        (Author.BOT, {"kind": "clarify"}, False),
    ],
)
def test_a_refusal_is_a_button_that_says_no_or_words_understood_as_one(
    author: Author, content: dict[str, Any], refuses: bool
) -> None:
    said = Utterance("1-0", "c-1", author, "", datetime.now(timezone.utc), content=content)
    assert said.is_refusal is refuses


@pytest.mark.parametrize("odd", [10**400, float("nan"), float("inf"), "0.9", None, [0.9]])
def test_a_confidence_that_is_no_number_is_none(odd: object) -> None:
    """One such utterance stopped whatever reads all of them, and its conversation at the desk."""
    hits = [{"slug": "pin", "title": "PIN", "confidence": odd}]
    evidence = read_evidence({"evidence": {"decision": "answer", "hits": hits}})
    assert evidence is not None
    assert [hit.confidence for hit in evidence.hits] == [0.0]
