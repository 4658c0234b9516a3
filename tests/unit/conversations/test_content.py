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
from tests.support.cards import STORED, evidence, slugs, words

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
