"""Sizes are computed from what was measured, and stand so in the docs and the manifests."""

from __future__ import annotations

import re
from typing import Any

import pytest

from commands.sizes import MAX_USE, MEASURED, Cost, Size, main, sizes, table
from launch.paths import HOME
from tests.unit.deploy.reading import PROCESSES, manifests


def test_as_many_are_started_as_keep_each_below_what_a_core_should_be_used() -> None:
    (size,) = sizes(100, [Cost("web", 12.0, 100)])
    assert size == Size("web", 2, 0.6, 192, 384)
    (size,) = sizes(101, [Cost("web", 12.0, 100)])
    assert size.count == 3
    (size,) = sizes(0.1, [Cost("web", 12.0, 100)])
    assert size.count == 2, "one of them may be away"


def test_what_cannot_be_shared_out_says_that_it_is_too_little() -> None:
    (size,) = sizes(1000, [Cost("redis", 1.2, 8, most=1, spare=1)])
    assert (size.count, size.is_enough) == (1, False)
    assert size.use > MAX_USE
    assert "too little" in table([1000])
    assert "too little" not in table([100])


def test_the_docs_hold_the_table_as_it_is_computed_and_the_figures_as_they_are_used() -> None:
    assert table() in (HOME / "docs" / "deployment.md").read_text()
    figures = (HOME / "docs" / "figures.md").read_text()
    for cost in MEASURED:
        line = rf"^\| {cost.process} \| {cost.milliseconds} ms \| .* \| {cost.megabytes} MB \|$"
        assert re.search(line, figures, re.MULTILINE), cost.process


def test_pods_are_given_what_a_hundred_messages_a_second_need() -> None:
    scalers = {
        each["metadata"]["name"]: each["spec"] for each in manifests("HorizontalPodAutoscaler")
    }
    pods = {each["metadata"]["name"]: each["spec"] for each in manifests("Deployment")}
    needed = {size.process: size for size in sizes(100)}
    for name in PROCESSES:
        size = needed[name]
        (container,) = pods[name]["template"]["spec"]["containers"]
        assert container["resources"] == {
            "requests": {"cpu": f"{size.cpu_request}m", "memory": f"{size.memory_mib}Mi"},
            "limits": {"memory": f"{size.memory_limit_mib}Mi"},
        }, name
        assert scalers[name]["minReplicas"] == size.count, name
        assert "replicas" not in pods[name], "an update would set back what has grown by itself"


def test_the_command_prints_the_rates_it_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["50"]) == 0
    assert "| 50 | " in capsys.readouterr().out
    assert main(["many"]) == 2


def _by_name(kind: str) -> dict[str, Any]:
    return {each["metadata"]["name"]: each["spec"] for each in manifests(kind)}
