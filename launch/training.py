"""Train the Rasa model, but only when something it is made from has changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from launch import stamps
from launch.claim import one_at_a_time
from launch.commands import run_logged
from launch.console import Step
from launch.places import Places

OWN_COMPONENT = re.compile(r"\bname:\s*[\"']?(bot(?:\.\w+)*)\.\w+")


def train(places: Places, variables: Mapping[str, str], step: Step) -> None:
    """Make models/effie.tar.gz from config.yml, domain.yml, data/ and our graph components."""
    with one_at_a_time(places.model.with_name(".training")):
        _train_if_changed(places, variables, step)


def _train_if_changed(places: Places, variables: Mapping[str, str], step: Step) -> None:
    stamp = places.model.with_name("effie.trained")
    value = stamps.fingerprint(_ingredients(places))
    if places.model.exists() and stamps.is_stamped(stamp, value):
        step.done("up to date")
        return
    stamp.unlink(missing_ok=True)
    run_logged(
        _command(places),
        places.logs / "train.log",
        step,
        places.home,
        variables,
        advice="Training failed. Put right what the lines below name in config.yml, domain.yml or "
        "data/, and start again.",
    )
    stamps.write_stamp(stamp, value)
    step.done("trained")


def _ingredients(places: Places) -> list[Path]:
    home = places.home
    config = home / "config.yml"
    components = {
        home / (module.replace(".", "/") + ".py")
        for module in OWN_COMPONENT.findall(config.read_text())
    }
    data = [path for path in (home / "data").rglob("*") if path.suffix in (".yml", ".yaml")]
    lock = places.requirements / "bot.txt"
    return [config, home / "domain.yml", lock, *data, *(c for c in components if c.exists())]


def _command(places: Places) -> list[str]:
    return [
        *(str(places.bot_python), "-m", "rasa", "train"),
        *("--config", "config.yml", "--domain", "domain.yml", "--data", "data"),
        *("--out", str(places.model.parent), "--fixed-model-name", "effie"),
    ]
