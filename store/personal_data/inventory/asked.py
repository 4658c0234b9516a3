"""What was asked or searched for, and what is learnt from it."""

from __future__ import annotations

from sqlalchemy import String, cast, false

from core.personal_data import ERASED, Kind
from store.content_gaps.evidence import SEARCH
from store.personal_data import ageing
from store.personal_data.belonging import others_words, searched_in_vain, shown, suggested
from store.personal_data.places import (
    COUNTED,
    Place,
    ToldIn,
    of_conversations,
    renamed,
    under_pseudonym,
)
from store.schema import (
    content_gaps,
    empty_searches,
    example_sightings,
    gap_evidence,
    help_searches,
    question_log,
    suggested_examples,
    suggestions,
)

PLACES: tuple[Place, ...] = (
    Place(
        question_log,
        Kind.QUESTIONS,
        of_conversations(question_log),
        under_pseudonym(question_log, question=ERASED),
        keeps=COUNTED,
        ages=ageing.QUESTION_LOG,
    ),
    Place(
        gap_evidence,
        Kind.QUESTIONS,
        shown,
        lambda whose: {
            **{"conversation": renamed(gap_evidence, whose), "words": ERASED, "answer": ""}
        },
        keeps=COUNTED,
        ages=ageing.GAP_EVIDENCE,
        told_in=ToldIn(gap_evidence.c.words, gap_evidence.c.source == SEARCH),
    ),
    Place(
        content_gaps,
        Kind.QUESTIONS,
        of_conversations(content_gaps),
        under_pseudonym(content_gaps, question=ERASED + cast(content_gaps.c.id, String), answer=""),
        keeps=COUNTED,
        ages=ageing.CONTENT_GAPS,
    ),
    Place(
        suggestions,
        Kind.QUESTIONS,
        of_conversations(suggestions),
        under_pseudonym(suggestions, text=ERASED),
        keeps=COUNTED,
        ages=ageing.SUGGESTIONS,
    ),
    Place(
        suggested_examples,
        Kind.EXAMPLES,
        suggested,
        lambda whose: {"words": others_words(whose)},
        keeps="others' words for the same; what a content manager took into an article stays",
        ages=ageing.SUGGESTED_EXAMPLES,
        by_conversation=True,
    ),
    Place(
        example_sightings,
        Kind.EXAMPLES,
        of_conversations(example_sightings),
        ages=ageing.EXAMPLE_SIGHTINGS,
    ),
    Place(
        empty_searches,
        Kind.SEARCHES,
        searched_in_vain,
        lambda whose: {"network": "", "words": ERASED + cast(empty_searches.c.id, String)},
        keeps="a row for each, without words",
        ages=ageing.EMPTY_SEARCHES,
        told_in=ToldIn(empty_searches.c.words),
    ),
    Place(
        help_searches,
        Kind.SEARCHES,
        lambda whose: false(),
        told_in=ToldIn(help_searches.c.words),
        ages=ageing.HELP_SEARCHES,
    ),
)
