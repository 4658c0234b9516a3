"""What drives the effort score is found, in its order; nothing is made out of nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from commands import evaluate_drivers
from commands.drivers import measure_planted, read_contacts, report_on
from commands.drivers.planted import contacts, driven
from commands.drivers.planted_figures import PlantedFigures
from core.errors import Fault
from core.insights import MIN_RATED, Estimate, RatedContact, factors_of, in_words

RANDOM = 7
TRANSFERS = next(f for f in factors_of([]) if f.name == "transfers")


def test_what_was_planted_is_found_in_its_order_and_nothing_where_nothing_was() -> None:
    assert measure_planted(runs=3) == PlantedFigures(3, 3_000, 1.0, 1.0)


def test_points_say_what_one_more_costs_while_all_else_stays() -> None:
    random = np.random.default_rng(RANDOM)
    made = [
        replace(each, score=min(5, 1 + each.is_repeat + (each.segment == "expert")))
        for each in contacts(random)
    ]
    found = {d.factor.name: d for d in report_on(made).overall}
    other = next(name for name in found if name.startswith("segment:"))
    assert set(found) == {"is_repeat", other}
    assert found["is_repeat"].points == pytest.approx(1, abs=1e-3)
    assert found[other].points == pytest.approx(1 if other == "segment:expert" else -1, abs=1e-3)


def test_a_cause_of_one_segment_is_found_there_and_not_in_the_other() -> None:
    random = np.random.default_rng(RANDOM)
    made = contacts(random)
    rated, _ = driven(made, (), random)
    apart = [
        replace(each, score=min(5, each.score + 2 * each.is_repeat))
        if each.segment == "expert"
        else each
        for each in rated
    ]
    found = report_on(apart).by_segment
    assert [d.factor.name for d in found["expert"]] == ["is_repeat"]
    assert found["newcomer"] == ()


@pytest.mark.parametrize(
    "few",
    [
        [],
        [RatedContact(score=1 + n % 5, transfers=n % 5) for n in range(MIN_RATED - 1)],
        [RatedContact(score=3, transfers=n % 5) for n in range(MIN_RATED)],
        [RatedContact(score=1 + 4 * (n < 20), transfers=int(n < 20)) for n in range(MIN_RATED)],
    ],
    ids=["none", "too few", "always the same score", "a cause that is too rare"],
)
def test_where_there_is_too_little_to_say_it_from_nothing_is_said(few: list[RatedContact]) -> None:
    report = report_on(few)
    assert (report.rated[""], report.overall) == (len(few), ())


def test_columns_that_say_the_same_are_no_fault() -> None:
    made = [
        RatedContact(score=1 + n % 3, transfers=n % 3, re_asked=n % 3) for n in range(MIN_RATED)
    ]
    effects = {d.factor.name: d.effect for d in report_on(made).overall}
    assert effects["transfers"] == pytest.approx(effects["re_asked"])


def test_a_driver_is_a_sentence() -> None:
    costly = Estimate(TRANSFERS, 0.31, 0.2, 0.42, 0.456)
    assert in_words(costly) == (
        "Each transfer adds 0.46 to the effort score (effect +0.31, +0.20 to +0.42)."
    )
    spared = Estimate(TRANSFERS, -0.31, -0.42, -0.2, -0.004)
    assert "takes 0.0040 off the effort score" in in_words(spared)


LINE = {"at": "2026-03-01T23:15:00+01:00", "score": 4}


def test_contacts_are_read_with_the_hour_of_their_own_clock(tmp_path: Path) -> None:
    file = tmp_path / "contacts.jsonl"
    more = {"segment": "expert", "turns": 6, "waiting": 2.5, "is_repeat": True}
    file.write_text(f"{json.dumps(LINE)}\n\n{json.dumps({**LINE, **more})}\n")
    assert list(read_contacts(file)) == [
        RatedContact(4, hour=23),
        RatedContact(4, "expert", 23, turns=6, waiting=2.5, is_repeat=True),
    ]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"score": 6}, "Choose a number from 1"),
        ({"score": True}, "'score' is not one"),
        ({"at": "2026-03-01"}, "with its offset"),
        ({"turns": -1}, "'turns' must be a number from 0"),
        ({"turns": 1.5}, "'turns' must be a whole number"),
        ({"waiting": float("nan")}, "'waiting' must be a number from 0"),
        ({"waiting": 10**400}, "'waiting' must be a number from 0"),
        ({"transfers": True}, "'transfers' must be a number"),
        ({"is_repeat": 1}, "'is_repeat' must be true or false"),
        ({"transfer": 1}, "Did you mean 'transfers'?"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_line(
    change: dict[str, object], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "contacts.jsonl"
    file.write_text(f"{json.dumps(LINE)}\n{json.dumps({**LINE, **change})}\n")
    with pytest.raises(Fault, match="line 2") as told:
        list(read_contacts(file))
    assert says in told.value.message
    assert evaluate_drivers.main(["--history", str(file)]) == 2
    assert capsys.readouterr().err.strip() == told.value.message
