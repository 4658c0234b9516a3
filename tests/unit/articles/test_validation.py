"""An article as it is written: what is wrong with it, and that it is the same as its file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.articles import (
    Article,
    Draft,
    EffortWord,
    ValidationContext,
    draft_of,
    draft_to_json,
    join_body,
    markup_problems,
    problems_of,
    read_draft,
    split_body,
    to_article,
)
from core.articles.readability import lix
from core.errors import BadInput
from core.text import clean_text
from store.article_files.reader import read_article_bytes
from store.article_files.writer import write_article
from store.settings_files.effort_words import read_effort_words

HOME = Path(__file__).parents[3]
GOOD = Draft(
    title="Change your PIN",
    short="You change it at any cash machine.",
    steps=("Put the card in.", "Choose **PIN services**."),
    more="It works at once.",
    questions=("how do i change my pin", "new pin", "pin please", "another pin", "pin change"),
    next=("pin_blocked",),
    tags=("cards",),
    owner="cards-team",
    review="2027-05-15",
)
AROUND = ValidationContext(
    slugs=frozenset({"change_pin", "pin_blocked", "fees?"}),
    titles={"change your pin": ("change_pin",), "fees": ("fees?", "charges")},
    questions={"new card": "card", "new pin": "change_pin"},
    effort_words=(EffortWord("you must", "The quickest way is …"),),
    today=date(2026, 11, 22),
)


def problems(
    around: ValidationContext = AROUND, **changes: object
) -> dict[tuple[str, int | None], str]:
    draft = replace(GOOD, **changes)  # type: ignore[arg-type]
    found: dict[tuple[str, int | None], str] = {}
    for problem in problems_of("change_pin", draft, around):
        place = (problem.field, problem.item)
        found[place] = f"{found.get(place, '')} {problem.words}"
    return found


def test_a_good_article_has_no_problem() -> None:
    assert problems_of("change_pin", GOOD, AROUND) == ()


@pytest.mark.parametrize(
    ("changes", "field", "item", "words"),
    [
        ({"title": " "}, "title", None, "empty"),
        ({"title": "x" * 61}, "title", None, "61 characters"),
        ({"short": ""}, "short", None, "short answer is missing"),
        ({"short": "1. A step comes first."}, "short", None, "short answer is missing"),
        ({"short": "word " * 61}, "short", None, "61 words"),
        ({"questions": ("a", "")}, "questions", 1, "empty"),
        ({"questions": ("a", "x" * 501)}, "questions", 1, "501 characters"),
        ({"tags": ("x" * 41,)}, "tags", 0, "41 characters"),
        ({"owner": ""}, "owner", None, "empty"),
        ({"audience": ""}, "audience", None, "empty"),
        ({"review": "next May"}, "review", None, "must be a date"),
        ({"more": "x" * 70_000}, "", None, "split it"),
    ],
)
def test_what_keeps_an_article_from_being_published(
    changes: dict[str, object], field: str, item: int | None, words: str
) -> None:
    assert words in problems(**changes)[field, item]
    draft = replace(GOOD, **changes)  # type: ignore[arg-type]
    assert problems_of("change_pin", draft)[0].blocking
    with pytest.raises(BadInput, match=words):
        to_article("change_pin", draft, None)


@pytest.mark.parametrize("slug", ["", "a b", "../x", "contact", "x" * 81])
def test_a_name_that_is_none_keeps_it_too(slug: str) -> None:
    assert problems_of(slug, GOOD)[0].field == "slug"


@pytest.mark.parametrize(
    ("changes", "field", "item", "words"),
    [
        ({"title": " FEES "}, "title", None, "fees? and charges have this title already"),
        ({"questions": ("one",)}, "questions", None, "at least 5"),
        ({"questions": ()}, "questions", None, "its title and its text have to stand for them"),
        ({"questions": ("pin", "PIN")}, "questions", 1, "here already"),
        ({"questions": ("New  card",)}, "questions", 0, "stands in card already"),
        ({"next": ()}, "next", None, "choose up to 3"),
        ({"next": ("nope",)}, "next", 0, "no article 'nope'"),
        ({"next": ("change_pin",)}, "next", 0, "its own"),
        ({"next": ("pin_blocked",) * 4}, "next", 3, "3 next questions at most"),
        ({"review": "2026-11-22"}, "review", None, "was due on 2026-11-22"),
        ({"steps": ("a", " ")}, "steps", 1, "empty"),
        ({"more": "Here you  MUST wait."}, "more", None, "you must"),
        ({"steps": ("See [this](nope).",)}, "steps", 0, "no such article"),
        ({"more": "[x](javascript:alert(1))"}, "more", None, "begins with 'javascript:'"),
        ({"more": "[x](http://a.example)"}, "more", None, "begins with 'http:'"),
        ({"more": "[x](https:///page)"}, "more", None, "has no host"),
        ({"more": "[x](https://[bad/)"}, "more", None, "is no address"),
        ({"more": "[x]()"}, "more", None, "leads nowhere"),
        ({"more": "[x](/help/nope)"}, "more", None, "no such article"),
    ],
)
def test_what_could_be_better_is_said_and_keeps_nothing_back(
    changes: dict[str, object], field: str, item: int | None, words: str
) -> None:
    assert words in problems(**changes)[field, item]
    draft = replace(GOOD, **changes)  # type: ignore[arg-type]
    assert to_article("change_pin", draft, None).slug == "change_pin"


@pytest.mark.parametrize(
    "link",
    [
        "pin_blocked",
        "/help/pin_blocked",
        "/help/fees%3F#costs",
        "fees%3F",
        "https://a.example/b?c",
        "mailto:a@b.example",
        "tel:+4412345",
        "/help",
        "#top",
    ],
)
def test_links_that_lead_somewhere_are_fine(link: str) -> None:
    assert problems(more=f"See [this]({link}).") == {}


def test_what_is_not_known_is_not_checked() -> None:
    unknown = ValidationContext()
    assert problems(unknown, next=("nope",), more="[x](nope) you must", review="2020-01-01") == {}


def test_hard_text_is_pointed_out_and_the_shipped_articles_are_not() -> None:
    hard = (
        "Notwithstanding considerations pertaining to internationally standardised "
        "identification requirements, applicants simultaneously maintaining multiple "
        "relationships necessarily demonstrate comprehensive documentation establishing "
        "uninterrupted residential authorisation throughout preceding administrative periods."
    )
    assert "hard to read" in problems(more=hard)["more", None]
    assert lix("The cat sat on the mat. It was a good mat.") < 10
    for path in (HOME / "knowledge_base" / "articles").glob("*.md"):
        article = read_article_bytes(path.name, path.read_bytes()).article
        assert article is not None
        words = [problem.words for problem in problems_of(article.slug, draft_of(article))]
        assert not any("hard to read" in each for each in words), path.name


def test_effort_words_are_the_ones_of_the_settings() -> None:
    words = read_effort_words(HOME / "settings")
    around = ValidationContext(effort_words=words)
    assert "You can … as soon as" in problems(around, short="This is not allowed.")["short", None]
    assert problems(around, short="Notallowed is a word.") == {}


def test_a_draft_survives_json() -> None:
    assert read_draft(draft_to_json(GOOD)) == GOOD
    assert read_draft({}) == Draft()


@pytest.mark.parametrize(
    "body",
    [
        [],
        None,
        {"title": 3},
        {"questions": "a"},
        {"questions": [1]},
        {"steps": ["x"] * 1001},
        {"colour": "blue"},
        {"more": "x" * 100_000},
    ],
)
def test_what_is_no_draft_is_refused(body: object) -> None:
    with pytest.raises(BadInput):
        read_draft(body)


def test_control_characters_are_dropped() -> None:
    assert read_draft({"title": "a\x00b\u0007"}).title == "ab"


_TEXT = st.text(max_size=80).map(clean_text)
_NAME = _TEXT.filter(str.strip)
_LINES = st.sampled_from(["", "- a", "  b", "    - c", "```", "1. d", "| e |", "|---|", "> f  "])


@given(
    draft=st.builds(
        Draft,
        title=_NAME.map(lambda text: text[:60]).filter(str.strip),
        short=_NAME,
        steps=st.lists(_TEXT, max_size=4).map(tuple),
        more=st.lists(_TEXT | _LINES, max_size=4).map("\n".join).map(clean_text),
        questions=st.lists(_NAME, min_size=1, max_size=4).map(tuple),
        next=st.lists(_NAME, max_size=2).map(tuple),
        tags=st.lists(_NAME.map(lambda text: text[:40]).filter(str.strip), max_size=3).map(tuple),
        owner=_NAME.map(lambda text: text[:40]).filter(str.strip),
        review=st.dates().map(date.isoformat),
    ),
    updated=st.none() | st.dates(),
)
def test_whatever_can_be_published_comes_back_from_its_file_as_it_was(
    draft: Draft, updated: date | None
) -> None:
    try:
        article = to_article("any", draft, updated)
    except BadInput:
        return
    text = write_article(article)
    file = read_article_bytes("any.md", text.encode())
    told = [problem.words for problem in markup_problems(draft_of(article))]
    assert [fault.problem for fault in file.faults] == told
    assert file.article == article
    assert write_article(file.article) == text
    assert to_article("any", draft_of(article), updated) == article


def test_body_parts_that_look_like_others_become_what_they_look_like() -> None:
    draft = replace(GOOD, short="Two\n\nparagraphs", steps=("a\nb", ""), more="1. c\n2. d\n\ne")
    article: Article = to_article("any", draft, None)
    assert (article.short, article.steps, article.more) == (
        "Two paragraphs",
        ("a b", "c", "d"),
        "e",
    )
    parts = split_body(join_body(article.short, article.steps, article.more))
    assert (parts.short, parts.steps, parts.more) == (article.short, article.steps, article.more)


def test_what_stands_below_the_steps_keeps_its_lines() -> None:
    more = "- one\n\n  still one\n- two\n\n```\na\n\n\n    b\n```"
    article = to_article("any", replace(GOOD, more=more), None)
    assert article.more == more
    read = read_article_bytes("any.md", write_article(article).encode()).article
    assert read is not None
    assert read.more == more
