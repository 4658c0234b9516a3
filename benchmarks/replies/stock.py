"""The peer: Rasa as it comes, with its own pipeline (DIET and TED), answering the same questions.

One intent for each shipped article, learnt from a few of its example questions, with its short
answer as the response; asked through Rasa's REST channel, with its tracker in memory. How well it
answers is not measured here, and how long a prediction takes does not depend on how long it learnt.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import httpx

from commands.sources import shipped_articles
from core.errors import Unavailable
from launch.commands import run_logged
from launch.console import Console
from launch.paths import HOME
from launch.running.health import page_answers
from launch.running.ports import free_port

BOT_PYTHON = HOME / ".venv" / "bot" / "bin" / "python"
_STARTS_WITHIN = 900.0  # seconds; on a busy machine it takes minutes
_CONFIG = """recipe: default.v1
language: en
pipeline:
- name: WhitespaceTokenizer
- name: RegexFeaturizer
- name: LexicalSyntacticFeaturizer
- name: CountVectorsFeaturizer
- name: CountVectorsFeaturizer
  analyzer: char_wb
  min_ngram: 1
  max_ngram: 4
- name: DIETClassifier
  epochs: 2
  constrain_similarities: true
- name: EntitySynonymMapper
- name: FallbackClassifier
  threshold: 0.3
policies:
- name: MemoizationPolicy
- name: RulePolicy
- name: TEDPolicy
  max_history: 5
  epochs: 2
  constrain_similarities: true
"""
_FALLBACK = "nlu_fallback"
_EXAMPLES = 8  # of each article


class Stock:
    """A running Rasa, asked by its REST channel."""

    def __init__(self, url: str) -> None:
        self._url = f"{url}/webhooks/rest/webhook"
        self._http = httpx.Client(timeout=60, trust_env=False)

    def ask(self, sender: str, text: str) -> float:
        """Return the milliseconds from sending to the reply."""
        began = time.perf_counter()
        said = self._http.post(self._url, json={"sender": sender, "message": text}).json()
        if not said:
            raise Unavailable(f"Rasa said nothing to {text!r}.")
        return (time.perf_counter() - began) * 1000

    async def flood(self, senders: int, texts: Iterator[str], seconds: float) -> float:
        """Return the messages a second while so many senders ask without a pause."""
        began, asked = time.perf_counter(), 0
        async with httpx.AsyncClient(timeout=60, trust_env=False) as http:

            async def one(sender: str) -> None:
                nonlocal asked
                while time.perf_counter() - began < seconds:
                    said = {"sender": sender, "message": next(texts)}
                    await http.post(self._url, json=said)
                    asked += 1

            await asyncio.gather(*(one(uuid.uuid4().hex) for _ in range(senders)))
        return asked / (time.perf_counter() - began)


@contextmanager
def running_stock(folder: Path, kept: Path) -> Iterator[Stock]:
    """Train it, or take what was trained before from `kept`, and serve it on a port of its own.

    Raises Unavailable if Rasa is not installed or does not come up.
    """
    if not BOT_PYTHON.exists():
        raise Unavailable("Rasa is not installed here. Run 'make run' once, then try again.")
    console, port = Console(2), free_port()
    with console.step("The peer, stock Rasa: training") as step:
        files = _files()
        digest = sha256(json.dumps(files).encode()).hexdigest()[:16]
        model = kept / f"stock-{digest}.tar.gz"
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
        if not model.exists():
            names = ["--config", "config.yml", "--domain", "domain.yml", "--data", "data.yml"]
            out = ["--out", str(kept), "--fixed-model-name", model.name, "--augmentation", "0"]
            command = [str(BOT_PYTHON), "-m", "rasa", "train", *names, *out]
            run_logged(command, folder / "train.log", step, folder, _variables(), "It failed.")
    with console.step("The peer, stock Rasa: starting") as step:
        given = ["--model", str(model), "--port", str(port), "--interface", "127.0.0.1"]
        channel = ["--credentials", "credentials.yml", "--endpoints", "endpoints.yml"]
        command = [str(BOT_PYTHON), "-m", "rasa", "run", *given, *channel]
        with (folder / "run.log").open("w") as log:
            rasa = subprocess.Popen(  # noqa: S603
                command, cwd=folder, env=_variables(), stdout=log, stderr=log
            )
        try:
            url = f"http://127.0.0.1:{port}"
            while not page_answers(f"{url}/webhooks/rest/"):
                if rasa.poll() is not None or step.seconds > _STARTS_WITHIN:
                    told = (folder / "run.log").read_text()[-1000:]
                    raise Unavailable(f"Rasa did not start:\n{told}")
                step.beat()
                time.sleep(0.5)
            step.done(url)
        except BaseException:
            rasa.kill()
            raise
    try:
        yield Stock(url)
    finally:
        rasa.terminate()
        rasa.wait()


def _variables() -> dict[str, str]:
    quiet = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "2", "SANIC_WORKERS": "1"}
    return {**os.environ, **quiet, "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}


def _files() -> dict[str, str]:
    """Return Rasa's files by name."""
    articles = shipped_articles()
    examples = {
        article.slug: "".join(f"- {_plain(said)}\n" for said in article.questions[:_EXAMPLES])
        for article in articles
    }
    steps = {
        slug: [{"intent": slug}, {"action": f"utter_{slug}"}] for slug in (*examples, _FALLBACK)
    }
    responses = {f"utter_{article.slug}": [{"text": article.short}] for article in articles}
    domain: dict[str, object] = {
        "version": "3.1",
        "intents": list(examples),
        "responses": {**responses, f"utter_{_FALLBACK}": [{"text": "Please say it differently."}]},
    }
    data: dict[str, object] = {
        "version": "3.1",
        "nlu": [{"intent": slug, "examples": text} for slug, text in examples.items()],
        "rules": [{"rule": slug, "steps": each} for slug, each in steps.items()],
        "stories": [{"story": slug, "steps": steps[slug]} for slug in examples],
    }
    return {
        "config.yml": _CONFIG,
        "domain.yml": _yaml(domain),
        "data.yml": _yaml(data),
        "credentials.yml": "rest:\n",
        "endpoints.yml": "{}\n",
    }


def _yaml(content: dict[str, object]) -> str:
    """Return YAML with a line for each key; Rasa tells by those lines what a file holds."""
    return "".join(f"{key}: {json.dumps(value)}\n" for key, value in content.items())


def _plain(text: str) -> str:
    """Return the text on one line, without the brackets that mark entities in Rasa's files."""
    return " ".join(text.split()).translate(str.maketrans("[]{}", "()()"))
