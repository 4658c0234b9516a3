"""Measure the process that answers: from its start to its first answer, its memory, its speed.

python -m benchmarks.serving --questions FILE [--rounds N] [--json OUT]

`python -m actions` is started as `make run` starts it, with what is trained kept in a folder of its
own: once as it is, and once kept from exporting its encoder, so that sentence-transformers and
torch serve. Both are started in turns, so that whatever else the machine does meets both alike.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from socket import socket
from statistics import median
from tempfile import TemporaryDirectory

import httpx

from commands.files.folder_articles import FolderArticles
from commands.files.labelled import read_labelled
from core.answering import History, decide_reply
from core.environment import read_environment
from core.errors import EffieError, Fault
from knowledge_base.knowledge_base import KnowledgeBase
from store.settings_files import read_settings

HOME = Path(__file__).parent.parent
KINDS = ("onnx", "torch")
FIRST = 20  # questions before the memory is read
ASKED = 200  # questions asked one after the other, without HTTP
PATIENCE = 300.0  # seconds


@dataclass(frozen=True)
class Figures:
    """What one kind of process comes to; of several rounds, the best.

    megabytes: resident, after a few questions; those of files are shared with other processes
    milliseconds: one question, encoded, searched and decided, without HTTP; the median
    """

    seconds_to_first_answer: float
    processor_seconds_to_first_answer: float
    megabytes: float
    megabytes_not_of_files: float
    milliseconds: float
    milliseconds_over_http: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; returns the exit status, 2 for a mistake in the input."""
    options = _options(arguments)
    try:
        questions = [row.text for row in read_labelled(options.questions)]
        questions = questions[:: max(1, len(questions) // ASKED)]
        if options.ask:
            print(json.dumps(_ask(questions)))
            return 0
        figures = compare(options.questions, questions, options.rounds)
        if options.json:
            _write(options.json, figures)
    except EffieError as error:
        print(error.message, file=sys.stderr)
        return 2
    print(table(figures))
    return 0


def compare(file: Path, questions: Sequence[str], rounds: int) -> dict[str, Figures]:
    """Measure both kinds."""
    with TemporaryDirectory() as folder:
        variables = {kind: _variables(Path(folder, kind), kind) for kind in KINDS}
        for kind in KINDS:
            print(f"Training for {kind} …", file=sys.stderr)
            _run(variables[kind], "commands.setup")
            _run(variables[kind], "actions.warm")
        measured: dict[str, list[Figures]] = {kind: [] for kind in KINDS}
        for number in range(rounds):
            for kind in KINDS:
                print(f"Round {number + 1} of {rounds}: {kind} …", file=sys.stderr)
                measured[kind].append(_measure(variables[kind], file, questions))
    return {kind: _best(each) for kind, each in measured.items()}


def table(figures: Mapping[str, Figures]) -> str:
    """Return the figures as people read them, and how many times better the first kind is."""
    ours, theirs = (asdict(figures[kind]) for kind in KINDS)
    lines = [f"{'':<38}{KINDS[0]:>10}{KINDS[1]:>10}{'ratio':>8}"]
    for name in ours:
        label, ratio = name.replace("_", " "), theirs[name] / ours[name]
        lines.append(f"{label:<38}{ours[name]:>10.1f}{theirs[name]:>10.1f}{ratio:>8.1f}")
    return "\n".join(lines)


def _measure(variables: Mapping[str, str], file: Path, questions: Sequence[str]) -> Figures:
    with _started(variables) as process:
        begun = time.perf_counter()
        url = f"http://127.0.0.1:{variables['EFFIE_ACTIONS_PORT']}/search"
        with httpx.Client(trust_env=False, timeout=PATIENCE) as client:
            _first_answer(client, url, process)
            seconds, processor = time.perf_counter() - begun, _processor_seconds(process.pid)
            times = [_milliseconds(client, url, question) for question in questions[:FIRST]]
        memory = _memory(process.pid)
    asked = _run(variables, "benchmarks.serving", "--questions", str(file), "--ask")
    return Figures(
        seconds_to_first_answer=seconds,
        processor_seconds_to_first_answer=processor,
        megabytes=memory["VmRSS"],
        megabytes_not_of_files=memory["RssAnon"],
        milliseconds=median(json.loads(asked.splitlines()[-1])),
        milliseconds_over_http=median(times),
    )


def _ask(questions: Sequence[str]) -> list[float]:
    """Ask one after the other, in this process; returns the milliseconds of each."""
    environment = read_environment(os.environ, HOME)
    settings = read_settings(environment.settings)
    thresholds = settings.confidence.common
    articles = FolderArticles(environment.articles)
    base = KnowledgeBase(articles, settings.retrieval.encoder, environment.var)
    base.start()
    times = []
    for question in questions:
        begun = time.perf_counter()
        decide_reply(base.search(question), History(), thresholds)
        times.append((time.perf_counter() - begun) * 1000)
    base.stop()
    return times


def _variables(var: Path, kind: str) -> dict[str, str]:
    var.mkdir()
    if kind == "torch":
        (var / "encoders").write_text("A file where the folder should be: nothing is exported.")
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    ours = {"EFFIE_SECRET": "s" * 32, "EFFIE_IDENTITY_SECRET": "i" * 32, "EFFIE_VAR": str(var)}
    database = {"DATABASE_URL": f"sqlite:///{var / 'effie.db'}"}
    return {**os.environ, **ours, **database, "EFFIE_ACTIONS_PORT": str(port)}


@contextmanager
def _started(variables: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "actions"]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=HOME, env=variables, stdout=quiet, stderr=quiet)  # noqa: S603
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def _first_answer(client: httpx.Client, url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            client.get(url, params={"q": "how do i change my pin"}).raise_for_status()
            return
        except httpx.TransportError:
            time.sleep(0.02)
    raise Fault("actions", 1, "it did not answer; see what 'python -m actions' says.")


def _milliseconds(client: httpx.Client, url: str, question: str) -> float:
    begun = time.perf_counter()
    client.get(url, params={"q": question}).raise_for_status()
    return (time.perf_counter() - begun) * 1000


def _processor_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(process: int) -> dict[str, float]:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    status = dict(line.split(":", 1) for line in lines)
    return {name: int(status[name].split()[0]) / 1024 for name in ("VmRSS", "RssAnon")}


def _run(variables: Mapping[str, str], module: str, *arguments: str) -> str:
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(  # noqa: S603
        command, cwd=HOME, env=variables, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise Fault(module, 1, (done.stderr.strip().splitlines() or ["it failed"])[-1])
    return done.stdout


def _best(measured: Sequence[Figures]) -> Figures:
    rows = [asdict(each) for each in measured]
    return Figures(**{name: min(row[name] for row in rows) for name in rows[0]})


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="serving", description=__doc__)
    parser.add_argument("--questions", type=Path, required=True, help="CSV with text,label")
    parser.add_argument("--rounds", type=int, default=3, help="starts of each; the best counts")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    parser.add_argument("--ask", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def _write(path: Path, figures: Mapping[str, Figures]) -> None:
    content = {kind: asdict(each) for kind, each in figures.items()}
    try:
        path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise Fault(str(path), 1, f"the file can't be written ({error.strerror}).") from None


if __name__ == "__main__":
    sys.exit(main())
