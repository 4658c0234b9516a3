"""The steps before anything can run: Pythons, packages, model, database, articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from launch.commands import run_logged
from launch.console import Console, Step
from launch.paths import Paths
from launch.preparing import javascript, stamps, training
from launch.preparing.environments import Builder
from launch.preparing.pythons import Python, Requirement, find_python


@dataclass(frozen=True)
class Preparation:
    """Does one step at a time and shows it on the console; what is already done is skipped."""

    paths: Paths
    variables: Mapping[str, str]
    console: Console

    def python(self, *wanted: Requirement) -> list[Python]:
        """Find one Python for each purpose."""
        with self.console.step("Looking for Python") as step:
            found = [find_python(each, self.variables) for each in wanted]
            step.done(" and ".join(python.version for python in found))
        return found

    def environment(self, name: str, python: Python) -> None:
        """Build .venv/<name> from its lock."""
        with self.console.step(f"Python packages of .venv/{name}") as step:
            self._builder().build(self.paths.environments / name, python, step)

    def packages(self, name: str, lock: str) -> None:
        """Add one more lock to .venv/<name>."""
        with self.console.step(f"Python packages for tests in .venv/{name}") as step:
            self._builder().add(self.paths.environments / name, lock, step)

    def javascript(self) -> dict[str, str]:
        """Install the tools of the pages' JavaScript; returns the variables that find Node."""
        with self.console.step("JavaScript tools in node_modules") as step:
            variables = javascript.variables_with_node(self.paths, self.variables)
            javascript.install_tools(self.paths, variables, step)
        return variables

    def model(self) -> None:
        with self.console.step("Training the dialogue model") as step:
            training.train(self.paths, self.variables, step)

    def database(self) -> None:
        """Bring the tables up to date and take in the articles; faults in files are named."""
        with self.console.step("Preparing the database") as step:
            faults = self._run_module("commands.setup", "database.log", step)
            step.done("ready")
        for fault in faults:
            self.console.say(f"      {fault}")

    def articles(self) -> None:
        """Check and index the articles; a bad one is named and does not stop the others."""
        stamp, value = self.paths.var / "articles.indexed", stamps.fingerprint(self._indexed())
        faults: list[str] = []
        with self.console.step("Reading and indexing the articles") as step:
            made = [self.paths.var / "snapshots", self.paths.var / "encoders"]
            if stamps.is_stamped(stamp, value) and all(path.exists() for path in made):
                step.done("up to date")
                return
            *faults, summary = self._run_module("actions.warm", "articles.log", step) or [""]
            step.done(summary)
            if not faults:
                stamps.write_stamp(stamp, value)
        for fault in faults:
            self.console.say(f"      {fault}")

    def _indexed(self) -> list[Path]:
        """What the index is made from and with."""
        home, requirements = self.paths.home, self.paths.requirements
        settings = Path(self.variables.get("EFFIE_SETTINGS") or home / "settings")
        articles = self.variables.get("EFFIE_ARTICLES") or home / "knowledge_base" / "articles"
        engine = (home / "knowledge_base").glob("*.py")
        made_with = [requirements / "app.txt", settings / "retrieval.yml"]
        return [*made_with, *engine, *Path(articles).glob("*.md")]

    def _run_module(self, module: str, log: str, step: Step) -> list[str]:
        command = [str(self.paths.app_python), "-m", module]
        advice = f"'python -m {module}' failed. Put right what its last lines say and start again."
        return run_logged(
            command, self.paths.logs / log, step, self.paths.home, self.variables, advice
        ).splitlines()

    def _builder(self) -> Builder:
        return Builder(self.paths.requirements, self.paths.logs, self.variables)
