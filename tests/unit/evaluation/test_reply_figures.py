"""What measured replies come to."""

from __future__ import annotations

from itertools import islice

import pytest

from benchmarks.replies import questions
from benchmarks.replies.figures import Measured, figures, gain_of_two, percentile


def measured() -> Measured:
    return Measured(
        api=[10.0, 20.0, 30.0],
        paused=[20.0],
        inbox=[8.0, 12.0, 10.0],
        slow=[30.0],
        rates=[60.0, 90.0, 70.0],
        young=[10.0],
        long=[11.0],
        bots=((80.0, [8.0]), (150.0, [7.5, 7.0])),
        memory={"bot": 600},
    )


def test_the_figures_are_medians_and_their_ratios_to_the_peers() -> None:
    alone = figures(measured())
    assert alone == {
        "api_ms_p50": 20.0,
        "api_ms_p95": 30.0,
        "api_paused_ms_p50": 20.0,
        "api_3s_ms_p50": 30.0,
        "inbox_ms_p50": 10.0,
        "per_second_16": 70.0,
        "growth": 1.1,
        "two_bots": 2.0,
        "memory_mb": {"bot": 600},
    }
    with_peer = measured()
    with_peer.stock, with_peer.stock_slow, with_peer.stock_rates = [40.0], [60.0], [14.0]
    beside = figures(with_peer)
    ratios = {name: beside[name] for name in beside if name.startswith("ratio")}
    assert ratios == {
        "ratio_inbox": 0.25,
        "ratio_api": 0.5,
        "ratio_api_3s": 0.5,
        "ratio_per_second": 5.0,
    }


def test_a_second_bot_that_stands_by_gains_nothing() -> None:
    assert gain_of_two((80.0, [8.0]), (80.0, [8.0, 0.1])) == 1.0


@pytest.mark.parametrize(("share", "value"), [(0.0, 1.0), (0.5, 3.0), (0.95, 5.0)])
def test_a_percentile_is_a_value_that_was_measured(share: float, value: float) -> None:
    assert percentile([5.0, 1.0, 2.0, 3.0, 4.0], share) == value


def test_no_two_of_a_thousand_questions_are_alike() -> None:
    asked = list(islice(questions(), 1000))
    assert len(set(asked)) == len(asked)
