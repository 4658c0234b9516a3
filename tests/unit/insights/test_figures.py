"""The intervals of what is told, by values worked out elsewhere."""

from __future__ import annotations

import pytest

from core.insights import mean, share


def test_of_a_share_the_interval_is_wilsons() -> None:
    told = share(2, 10)
    assert (told.low, told.high) == (
        pytest.approx(0.0567, abs=1e-4),
        pytest.approx(0.5098, abs=1e-4),
    )


def test_of_a_mean_the_interval_is_students() -> None:
    told = mean(total=100.0, squares=1090.0, count=10)
    reach = 2.2622 * (10.0 / 10) ** 0.5  # the quantile of t with nine degrees, from a table
    assert (told.value, told.low, told.high) == (
        10.0,
        pytest.approx(10 - reach, abs=0.002),
        pytest.approx(10 + reach, abs=0.002),
    )


def test_a_few_long_waits_among_none_are_never_told_as_perhaps_less_than_nothing() -> None:
    told = mean(total=60.0, squares=3600.0, count=10)
    assert (told.value, told.low, told.high) == (6.0, 0.0, pytest.approx(19.57, abs=0.01))
