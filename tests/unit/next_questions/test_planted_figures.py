"""Planted chains are found, and nothing else is offered."""

from __future__ import annotations

from commands.next_questions import measure_planted


def test_planted_chains_are_found_before_and_after_a_change_and_little_else_is_offered() -> None:
    figures = measure_planted([1])
    assert figures["recall_of_oracle"] >= 0.9  # type: ignore[operator]
    assert figures["false_offers"] <= 0.05  # type: ignore[operator]
    assert figures["recall_after_drift"] >= 0.9  # type: ignore[operator]
    assert figures["recall_of_curated"] < figures["recall_of_oracle"]  # type: ignore[operator]
