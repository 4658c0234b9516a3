"""Names for new articles."""

from __future__ import annotations

from itertools import islice

import pytest

from core.articles import SLUG, slugs_for


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Lost your card?", ["lost_your_card", "lost_your_card_2"]),
        ("Why can't I pay?", ["why_cant_i_pay", "why_cant_i_pay_2"]),
        ("Contact", ["contact_2", "contact_3"]),  # a page of the help centre
        ("???", ["article", "article_2"]),
    ],
)
def test_a_name_is_made_of_the_title(title: str, names: list[str]) -> None:
    assert list(islice(slugs_for(title), 2)) == names


def test_every_name_can_be_an_articles() -> None:
    names = islice(slugs_for("A " + "very " * 40 + "long title"), 10_000)
    assert all(SLUG.match(name) for name in names)


def test_there_is_always_another_name() -> None:
    assert next(islice(slugs_for("???"), 100_000, None)) == "article_100001"
