"""The steps before anything can run: Pythons, environments, model, database, articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from launch import training
from launch.commands import run_logged
from launch.console import Console
from launch.environments import Builder
from launch.places import Places
from launch.pythons import APP, BOT, Python, Wanted, find_python

FRONT_MATTER = 4  # lines of the articles' check that are shown; the rest is in its log


@dataclass(frozen=True)
class Preparation:
    """Does one step at a time and shows it on the console; what is already done is skipped."""

    places: Places
    variables: Mapping[str, str]
    console: Console

    def pythons(self, *wanted: Wanted) -> list[Python]:
        with self.console.step("Looking for Python") as step:
            found = [find_python(each, self.variables) for each in wanted]
            step.done(", ".join(python.version for python in found))
        return found

    def environment(self, name: str, python: Python) -> None:
        with self.console.step(f"Python packages of {name}") as step:
            self._builder.build(self.places.environments / name, python, step)

    def packages(self, name: str, lock: str, purpose: str) -> None:
        with self.console.step(f"Python packages {purpose}") as step:
            self._builder.add(self.places.environments / name, lock, step)

    def model(self) -> None:
        with self.console.step("Training the dialogue model") as step:
            training.train(self.places, self.variables, step)

    def database(self) -> None:
        with self.console.step("Preparing the database") as step:
            self._run_module("web.setup", "database", "Preparing the database failed.")
            step.done("ready")
