"""Names for new articles."""

from __future__ import annotations

from itertools import islice

import pytest

from core.articles import SLUG, slugs_for


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Lost your card?", ["lost_your_card", "lost_your_card_2"]),
        ("Überweisung zurückholen", ["uberweisung_zuruckholen", "uberweisung_zuruckholen_2"]),
        ("Contact", ["contact_2", "contact_3"]),  # a page of the help centre
        ("???", ["article", "article_2"]),
    ],
)
def test_a_name_is_made_of_the_title(title: str, names: list[str]) -> None:
    assert list(islice(slugs_for(title), 2)) == names


def test_every_name_can_be_an_articles() -> None:
    assert all(SLUG.match(name) for name in slugs_for("A " + "very " * 40 + "long title"))
