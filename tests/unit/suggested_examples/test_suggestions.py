"""What customers teach: what is taken for a signal, who counts, and what may be believed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from core.suggested_examples import (
    AcceptRules,
    Check,
    Sighting,
    Signal,
    Standing,
    SuggestedExample,
    inserted_articles,
    taught_by,
)

NOON = datetime(2026, 11, 26, 12, tzinfo=timezone.utc)


def seen(signal: Signal, *who: str, after: int = 0) -> Sighting:
    at = NOON + timedelta(minutes=after)
    return Sighting("where is my card", "card_arrival", signal, at, frozenset(who))


def suggested(*sightings: Sighting, sure: float = 0.4, **more: object) -> SuggestedExample:
    check = Check(sure=sure)
    made = SuggestedExample(1, "card_arrival", "where is my card", sightings, check)
    return replace(made, **more)  # type: ignore[arg-type]


def test_one_customer_one_browser_or_one_address_counts_once() -> None:
    flood = [seen(Signal.HELPED, f"conversation {n}", "address a", after=n) for n in range(50)]
    moved = seen(Signal.HELPED, "browser b", "address c", after=60)
    links_both = seen(Signal.PRESSED, "browser b", "address a", after=70)
    assert suggested(*flood).people == 1
    assert suggested(*flood, moved).people == 2
    assert suggested(*flood, moved, links_both).people == 1
    assert suggested(*flood, seen(Signal.HELPED, "customer x")).people == 2


def test_however_many_say_no_it_is_only_unlikely() -> None:
    crowd = [seen(Signal.REFUSED, f"customer {n}") for n in range(400)]
    refused = suggested(seen(Signal.HELPED, "customer x"), *crowd)
    assert refused.sure < 0.01
    assert refused.standing is Standing.UNSURE


def test_a_persons_last_word_counts() -> None:
    changed = suggested(
        seen(Signal.HELPED, "customer x"), seen(Signal.REFUSED, "customer x", after=5)
    )
    assert (changed.people, changed.against) == (0, 1)
    assert changed.standing is Standing.UNSURE


def test_a_pressed_button_is_ready_where_the_engine_thought_of_the_article_too() -> None:
    pressed = seen(Signal.PRESSED, "customer x")
    assert suggested(pressed, sure=0.4).standing is Standing.READY
    assert suggested(pressed, sure=0.1).standing is Standing.UNSURE
    more = seen(Signal.PRESSED, "customer y")
    assert suggested(pressed, more, sure=0.1).standing is Standing.READY


@pytest.mark.parametrize(
    ("change", "standing"),
    [
        ({"rivals": ("card_delivery_estimate",)}, Standing.CONTESTED),
        ({"words": "where is card [card number]"}, Standing.MASKED),
        ({"check": Check(sure=0.4, taken=True)}, Standing.COMPETES),
        ({"check": Check(sure=0.4, known=True)}, Standing.KNOWN),
        ({"check": None}, Standing.UNSURE),
    ],
)
def test_what_contradicts_competes_or_tells_who_it_was_is_shown_and_not_taken(
    change: dict[str, object], standing: Standing
) -> None:
    several = [seen(Signal.CONFIRMED, f"customer {n}") for n in range(9)]
    shown = suggested(*several, **change)
    assert shown.standing is standing
    assert not AcceptRules(sure=0.8, people=1).accepts(shown)


def test_the_settings_accept_what_enough_people_taught_and_nothing_unless_they_say_so() -> None:
    two = suggested(seen(Signal.CONFIRMED, "customer x"), seen(Signal.CONFIRMED, "customer y"))
    assert AcceptRules(sure=0.95, people=2).accepts(two)
    assert not AcceptRules(sure=0.95, people=3).accepts(two)
    assert not AcceptRules(people=1).accepts(two)


def test_an_article_is_inserted_where_an_agents_words_lead_to_its_page_alone() -> None:
    page = "That takes a week.\nhttps://help.tern.example/help/card_arrival"
    assert inserted_articles(page) == ("card_arrival",)
    assert inserted_articles(f"{page} and https://x.example/help/change_pin.") == ()
    assert inserted_articles("see https://tern.example/help/topics/cards or /help/search") == ()
    odd = "https://tern.example/help/reverted_card_payment%3F"
    assert inserted_articles(odd) == ("reverted_card_payment?",)


def test_a_conversation_in_which_nothing_was_asked_teaches_nothing() -> None:
    assert taught_by([]) == ()
