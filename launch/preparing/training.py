"""Train the Rasa model, but only when something it is made from has changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from launch.commands import run_logged
from launch.console import Step
from launch.paths import Paths
from launch.preparing import stamps
from launch.single_instance import one_at_a_time

OWN_COMPONENT = re.compile(r"\bname:\s*[\"']?(bot(?:\.\w+)*)\.\w+")


def train(paths: Paths, variables: Mapping[str, str], step: Step) -> None:
    """Make models/effie.tar.gz from config.yml, domain.yml, data/ and our graph components."""
    with one_at_a_time(paths.model.with_name(".training")):
        _train_if_changed(paths, variables, step)


def _train_if_changed(paths: Paths, variables: Mapping[str, str], step: Step) -> None:
    stamp = paths.model.with_name("effie.trained")
    value = stamps.fingerprint(_ingredients(paths))
    if paths.model.exists() and stamps.is_stamped(stamp, value):
        step.done("up to date")
        return
    stamp.unlink(missing_ok=True)
    run_logged(
        _command(paths),
        paths.logs / "train.log",
        step,
        paths.home,
        variables,
        advice="Training failed. Put right what the lines below name in config.yml, domain.yml or "
        "data/, and start again.",
    )
    stamps.write_stamp(stamp, value)
    step.done("trained")


def _ingredients(paths: Paths) -> list[Path]:
    home = paths.home
    config = home / "config.yml"
    components = {
        home / (module.replace(".", "/") + ".py")
        for module in OWN_COMPONENT.findall(config.read_text())
    }
    data = [path for path in (home / "data").rglob("*") if path.suffix in (".yml", ".yaml")]
    lock = paths.requirements / "bot.txt"
    return [config, home / "domain.yml", lock, *data, *(c for c in components if c.exists())]


def _command(paths: Paths) -> list[str]:
    return [
        *(str(paths.bot_python), "-m", "rasa", "train"),
        *("--config", "config.yml", "--domain", "domain.yml", "--data", "data"),
        *("--out", str(paths.model.parent), "--fixed-model-name", "effie"),
    ]
