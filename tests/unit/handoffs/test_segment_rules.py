"""Of which segment a customer is, by rules over what the host site signs of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pytest

from core.conversations import ANONYMOUS, Profile
from core.errors import Fault
from core.handoffs import Segments
from core.setting_trials import CameBefore, regroup
from core.settings import Settings
from store.settings_files import ChangedFolder, read_settings

FOLDER = Path(__file__).parents[3] / "settings"
NOW = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)
FACTS = "facts: {plan: text, customer_since: date, cards: number}\n\nsegments:"
EXPERT, BUSINESS = "  expert:\n", "  business:\n"


def with_rules(
    expert: str = "", business: str = "", newcomer: str = "", facts: str = FACTS
) -> Settings:
    text = (FOLDER / "segments.yml").read_text().replace("\nsegments:", f"\n{facts}", 1)
    for segment, rule in ((EXPERT, expert), (BUSINESS, business), ("  newcomer:\n", newcomer)):
        if rule:
            text = text.replace(segment, f"{segment}    who: {rule}\n", 1)
    return read_settings(ChangedFolder(FOLDER, {"segments.yml": text}))


@pytest.fixture(scope="module")
def segments() -> Segments:
    return with_rules(
        '["contacts at least 3", "customer_since at least 90 days ago"]',
        '["plan is Gold, platinum", "cards under 5"]',
    ).segments


@pytest.mark.parametrize(
    ("facts", "contacts", "segment"),
    [
        ({"plan": "gold", "cards": "4"}, 0, "business"),
        ({"plan": " GOLD ", "cards": "4.5"}, 0, "business"),
        ({"plan": "gold", "cards": "5"}, 0, ""),
        ({"plan": "gold"}, 0, ""),  # of what is not known nothing holds
        ({"plan": "gold", "cards": "nan"}, 0, ""),
        ({"plan": "gold", "cards": "many"}, 0, ""),
        ({"plan": "silver", "cards": "1"}, 0, ""),
        ({"customer_since": "2026-08-22"}, 3, "expert"),  # 90 days ago
        ({"customer_since": "2026-08-23"}, 3, ""),
        ({"customer_since": "2026-08-22T08:00:00Z"}, 3, "expert"),
        ({"customer_since": "2026-11-21"}, 3, ""),
        ({"customer_since": "1700000000"}, 3, "expert"),
        ({"customer_since": "2026-08-22"}, 2, ""),
        ({"customer_since": "yesterday"}, 3, ""),
        ({"customer_since": "9" * 200}, 3, ""),
        ({"customer_since": "2026-08-22", "plan": "gold", "cards": "1"}, 3, "expert"),  # the first
    ],
)
def test_the_first_rule_that_fits_decides(
    segments: Segments, facts: dict[str, str], contacts: int, segment: str
) -> None:
    placed = segments.place(Profile("ada", facts=tuple(facts.items())), contacts, NOW)
    assert (placed.segment, placed.by_rule) == (segment, bool(segment))


def test_who_came_today_where_it_is_tomorrow_already_is_new() -> None:
    rules = with_rules('["customer_since under 90 days ago"]').segments
    for day, segment in (("2026-11-21", "expert"), ("2026-11-22", "")):
        profile = Profile("ada", facts=(("customer_since", day),))
        assert rules.place(profile, 0, NOW).segment == segment


def test_the_host_sites_word_comes_first_and_what_a_rule_said_is_decided_anew(
    segments: Segments,
) -> None:
    gold = Profile("ada", facts=(("plan", "gold"), ("cards", "1")))
    assert segments.place(replace(gold, segment="newcomer"), 0, NOW).segment == "newcomer"
    assert segments.place(replace(gold, segment="nobody's"), 0, NOW).segment == "business"
    assert segments.place(replace(gold, segment="expert", by_rule=True), 0, NOW) == replace(
        gold, segment="business"
    )
    assert segments.place(ANONYMOUS, 0, NOW) == ANONYMOUS


def test_customers_of_before_are_counted_by_where_they_would_move() -> None:
    before, after = with_rules(), with_rules(business='["plan is not basic"]')
    came = [
        CameBefore(Profile("ada", facts=(("plan", "gold"),)), 0, NOW),
        CameBefore(Profile("bo", facts=(("plan", "basic"),)), 0, NOW),
        CameBefore(Profile("cy", segment="expert", facts=(("plan", "gold"),)), 0, NOW),
    ]
    found = regroup(came, before, after)
    assert found.customers == 3
    assert found.moved == {("New to Tern", "Business account"): 1}
    assert found.queues == {("support", "business"): 1}


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        ({"expert": "[]"}, "no condition"),
        ({"expert": '["plan is"]'}, "can't be read. Write 'plan is a, b'"),
        ({"expert": '["plan is gold,,silver"]'}, "can't be read"),
        ({"expert": '["plan at least 3"]'}, "can't be read. Write 'plan is a, b'"),
        ({"expert": '["cards is 3"]'}, "Write 'cards at least 3'"),
        ({"expert": '["customer_since under 3"]'}, "under 90 days ago'"),
        ({"expert": '["colour is red"]'}, "'colour' is no fact that rules may use; known: plan"),
        ({"expert": '["segment is business"]'}, "round in a circle"),
        ({"facts": "facts: {segment: text}\n\nsegments:"}, "round in a circle"),
        ({"facts": "facts: {name: text}\n\nsegments:"}, "Name another fact"),
        ({"facts": "facts: {contacts: number}\n\nsegments:"}, "is counted here"),
        ({"facts": "facts: {plan: colour}\n\nsegments:"}, "must be one of text, number, date"),
        ({"expert": '["contacts at least 3", "contacts under 3"]'}, "contradicts what stands"),
        ({"expert": '["plan is gold", "plan is silver"]'}, "contradicts what stands above"),
        ({"expert": '["plan is gold", "plan is not gold"]'}, "contradicts what stands above"),
        ({"expert": '["contacts under 0"]'}, "Nothing is under 0"),
        ({"expert": '["contacts at least 1000000001"]'}, "must be 0 to 1000000000"),
        ({"expert": '["customer_since under 36501 days ago"]'}, "must be 0 to 36500"),
        ({"newcomer": '["plan is gold"]'}, "'newcomer' is the default"),
        (
            {"expert": '["contacts at least 3"]', "business": '["contacts at least 5"]'},
            "Nobody would ever be of 'business'",
        ),
        (
            {"expert": '["plan is not basic"]', "business": '["plan is gold", "cards under 5"]'},
            "Nobody would ever be of 'business'",
        ),
    ],
)
def test_a_rule_that_can_not_be_meant_is_refused_in_words(rules: dict[str, str], says: str) -> None:
    with pytest.raises(Fault) as refused:
        with_rules(**rules)
    assert says in str(refused.value)
    assert "segments.yml" in str(refused.value)
