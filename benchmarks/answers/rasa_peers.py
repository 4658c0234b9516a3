"""Rasa's own classifiers, trained on the same examples by the bot's Python.

Training takes minutes, so what they predict is kept in var/bench, under a digest of examples,
questions and pipeline.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from benchmarks.answers.scores import Found
from commands.files.labelled import Labelled
from commands.sources import HOME
from core.answering import Hit, Retrieval
from core.errors import Unavailable

EPOCHS = 100
DIET, SELECTOR = "DIET", "ResponseSelector"
BOT_PYTHON = HOME / ".venv" / "bot" / "bin" / "python"
_TIMEOUT = 3 * 3600.0  # seconds
_FEATURES = """language: en
pipeline:
- name: WhitespaceTokenizer
- name: RegexFeaturizer
- name: LexicalSyntacticFeaturizer
- name: CountVectorsFeaturizer
- name: CountVectorsFeaturizer
  analyzer: char_wb
  min_ngram: 1
  max_ngram: 4
"""
_PIPELINES = {
    DIET: f"{_FEATURES}- name: DIETClassifier\n  epochs: {EPOCHS}\n  random_seed: 0\n",
    SELECTOR: f"{_FEATURES}- name: ResponseSelector\n  epochs: {EPOCHS}\n  random_seed: 0\n"
    "  retrieval_intent: faq\n",
}


class RasaPeers:
    """Asks Rasa's classifiers, from what is kept or, if allowed, by training them."""

    def __init__(self, folder: Path, may_train: bool) -> None:
        self._folder, self._may_train = folder, may_train

    def ask(
        self, what: str, examples: Sequence[Labelled], questions: Sequence[Labelled]
    ) -> dict[str, Found | None]:
        """Return what each classifier finds; None where it was never trained.

        Raises Unavailable if training fails.
        """
        return {f"Rasa {kind}": self._found(kind, what, examples, questions) for kind in _PIPELINES}

    def _found(
        self, kind: str, what: str, examples: Sequence[Labelled], questions: Sequence[Labelled]
    ) -> Found | None:
        topics = sorted({row.label for row in examples})
        task = {
            "pipeline": _PIPELINES[kind],
            "nlu": _nlu(kind, examples, topics),
            "questions": [row.text for row in questions],
        }
        digest = sha256(json.dumps(task).encode()).hexdigest()[:16]
        kept = self._folder / f"rasa-{kind.lower()}-{digest}.json"
        if not kept.exists():
            if not self._may_train:
                return None
            print(f"         Rasa's {kind} learns: {what}, {EPOCHS} epochs", flush=True)
            self._folder.mkdir(parents=True, exist_ok=True)
            _train(task, kept)
        rankings: list[list[tuple[int, float]]] = json.loads(kept.read_text())["rankings"]
        return [
            Retrieval(row.text, tuple(Hit(topics[n], "", sure) for n, sure in ranking))
            for row, ranking in zip(questions, rankings, strict=True)
        ]


def _nlu(kind: str, examples: Sequence[Labelled], topics: Sequence[str]) -> str:
    """Write Rasa's training data; topics are numbered, whatever signs their names have."""
    prefix = "faq/" if kind == SELECTOR else ""
    lines = ['version: "3.1"', "nlu:"]
    for number, topic in enumerate(topics):
        lines += [f"- intent: {prefix}t{number}", "  examples: |"]
        lines += [f"    - {_plain(row.text)}" for row in examples if row.label == topic]
    if kind == SELECTOR:
        lines.append("responses:")
        for number in range(len(topics)):
            lines += [f"  utter_faq/t{number}:", f"  - text: t{number}"]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Return the text on one line, without the brackets that mark entities in Rasa's files."""
    return " ".join(text.split()).translate(str.maketrans("[]{}", "()()"))


def _train(task: Mapping[str, object], kept: Path) -> None:
    if not BOT_PYTHON.exists():
        raise Unavailable("Rasa is not installed here. Run 'make run' once, then try again.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "task.json").write_text(json.dumps(task))
        command = [str(BOT_PYTHON), str(Path(__file__).with_name("rasa_worker.py")), name]
        variables = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "2"}
        with (folder / "log").open("w+") as log:
            done = subprocess.run(  # noqa: S603
                command,
                cwd=name,
                env=variables,
                stdout=log,
                stderr=log,
                timeout=_TIMEOUT,
                check=False,
            )
            log.seek(0)
            last = log.read().strip().splitlines()[-1:]
        if done.returncode != 0:
            raise Unavailable(f"Rasa could not be trained: {' '.join(last)}")
        fresh = kept.with_suffix(".new")
        fresh.write_bytes((folder / "answer.json").read_bytes())
        fresh.replace(kept)
