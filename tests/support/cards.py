"""Cards as they are stored, and what is read of them."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from hypothesis import strategies as st

from core.conversations import (
    AccountCard,
    AccountRow,
    AnswerCard,
    ArticleLink,
    BrokenCard,
    Card,
    ChannelLink,
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
    SurveyCard,
    SurveyCommentCard,
)

words = st.text(max_size=20)
slugs = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,20}", fullmatch=True)
probabilities = st.integers(0, 10_000).map(lambda n: n / 10_000)  # as they are rounded
hits = st.builds(Hit, slugs, words, probabilities)
evidence = st.builds(
    Evidence, st.sampled_from(Decision), words, st.lists(hits).map(tuple), words, probabilities
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
