"""What would be shown otherwise than it looks is told while one writes, with what to do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.articles import Draft, draft_of, problems_of
from launch.paths import HOME
from store.article_files.reader import read_article_bytes

GOOD = Draft(
    title="Fees",
    short="Cards cost nothing.",
    questions=("a", "b", "c", "d", "e"),
    owner="cards-team",
    review="2099-01-31",
)


def told(**parts: object) -> str:
    """What is said of a draft's Markdown."""
    draft = replace(GOOD, next=("pin",), **parts)  # type: ignore[arg-type]
    return "\n".join(f"{each.field}: {each.words}" for each in problems_of("fees", draft))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Cards:\n- gold\n- blue", "a list"),
        ("Cards:\n• gold", "a list"),
        ("- gold", "a list"),
        ("Fees:\n| a | b |\n|---|---|", "a table"),
        ("## Fees\nNone.", "a heading"),
        ("Type:\n```\nx\n```", "a block of code"),
        ("> None.", "a quote"),
        ("None.\n\nNone at all.", "a second paragraph"),
    ],
)
def test_a_short_answer_and_a_step_have_room_for_one_paragraph(text: str, what: str) -> None:
    words = f"{what} here is run together with the rest; put it under “More”."
    assert told(short=text) == f"short: {words}"
    assert told(steps=("Open it.", text)) == f"steps: {words}"
    if what != "a second paragraph":
        assert told(more=f"Words.\n\n{text}") == told(more=text) or "“- ”" in told(more=text)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("•\tGold\n•\tBlue", "begin with “•” are run together; begin each with “- ”"),
        ("· Gold", "begin with “·”"),
        ("▪ Gold", "begin with “▪”"),
        ("o\tGold\no\tBlue", "begin with “o”"),
        ("– Gold\n– Blue", "begin with “–”"),
        ("1. Gold\n2. Blue", "becomes steps"),
        ("##Fees", "“##Fees” is no heading"),
        ("Fees\n====", "“====” makes no heading"),
        ("| a | b |\n| c | d |", "needs a row of dashes"),
        ("a | b\nc | d", "needs a row of dashes"),
        ("Card\tFee\nGold\t1", "columns parted by tabs"),
        ("- one\n| a |\n|---|", "a table right after a list"),
        ("Cards:\n    - gold", "the list that stands further in"),
        ("Cards:\n\t- gold", "the list that stands further in"),
        ("[fees]: https://a.example", "write each link as [words](address)"),
        ("Gold<br>Blue", "“<br>” stays there as it is: HTML"),
        ('<span style="x">a</span>', "HTML is not understood"),
        ("a&nbsp;b", "“&nbsp;” stays there as it is"),
        ("~~old~~", "struck out is not understood"),
        ("![Card](card.png)", "the image “Card” is not shown"),
        ("![Card](http://a.example/card.png)", "its address must begin with https://"),
    ],
)
def test_what_is_not_understood_is_told_with_what_to_do(more: str, words: str) -> None:
    assert words in told(more=more)
    assert len(told(more=more).splitlines()) <= 2
    assert told(more=f"Words.\n\n```\n{more}\n```") == "" or "stays there" in told(more=more)


@pytest.mark.parametrize(
    "more",
    [
        "- gold\n  - blue\n    - light\n- red\n\n  more",
        "Words\n\n1. gold\n2. blue",
        "## Fees\n\n| Card | Fee |\n| --- | ---: |\n| Gold | 1 |\n\n> Note",
        "Fees:\n| a |\n|---|",
        "- one\n\n| a |\n|---|",
        "- one\n\n  | a |\n  |---|",
        "![Card](https://a.example/card.png)",
        "Type `<br>` or `a&nbsp;b`, <https://a.example> or 1 < 2 > 0 & more.",
        "Gold – the card – and #1\n– one dash",
        "```\n<b>\n• x\n\n1. y\n```\n\nafter",
        "---\n\n**Bold**\nline",
    ],
)
def test_what_is_shown_as_it_looks_is_left_alone(more: str) -> None:
    assert told(more=more) == ""


def test_a_file_tells_it_too_and_is_taken_all_the_same() -> None:
    text = (HOME / "knowledge_base" / "articles" / "change_pin.md").read_text()
    front = text[: text.index("\n---\n", 4) + 5]
    body = "Choose:\n- one\n- two\n\n1. Open it\n   - here\n   - or there\n\n• gold\n"
    file = read_article_bytes("change_pin.md", (front + body).encode())
    assert file.article is not None
    assert (file.article.short, file.article.steps) == (
        "Choose: - one - two",
        ("Open it - here - or there",),
    )
    assert [fault.problem.split(" are ")[0].split(" here ")[0] for fault in file.faults] == [
        "a list",
        "a list",
        "lines that begin with “•”",
    ]
    assert {fault.line for fault in file.faults} == {front.count("\n") + 1}


def test_the_shipped_articles_are_shown_as_they_look() -> None:
    for path in (HOME / "knowledge_base" / "articles").glob("*.md"):
        file = read_article_bytes(path.name, path.read_bytes())
        assert file.article is not None
        assert file.faults == (), path.name
        assert not any(
            "run together" in each.words for each in problems_of("x", draft_of(file.article))
        )
