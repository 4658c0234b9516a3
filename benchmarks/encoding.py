"""Measure the encoder that serves (ONNX Runtime) beside sentence-transformers, in one run.

python -m benchmarks.encoding --questions FILE [--rounds N] [--json OUT]

Each is started in a process of its own. Then they are asked the same questions one at a time, in
turns, so that whatever else the machine does meets both alike.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles

from commands.files.labelled import read_labelled
from core.errors import EffieError, Fault
from knowledge_base.encoding import Encoder, ServedEncoder, find_model
from knowledge_base.encoding.sentence_encoder import SentenceEncoder
from store.settings_files import read_retrieval

HOME = Path(__file__).parent.parent
KINDS = ("onnx", "sentence-transformers")
MAX_ASKED = 100  # questions in one turn


@dataclass(frozen=True)
class Start:
    """What it takes to get to a first vector, in a process that does nothing else.

    seconds: from the start of the process; megabytes: the most memory it held
    """

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Figures:
    """What one kind of encoder comes to; the times are the best turn's, in milliseconds.

    likeness_least, likeness_median: cosine with sentence-transformers' vector of the same question
    """

    milliseconds_median: float
    milliseconds_p95: float
    seconds_to_first_vector: float
    megabytes: float
    likeness_least: float
    likeness_median: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; returns the exit status, 2 for a mistake in the input."""
    options = _options(arguments)
    if options.first_vector:
        print(json.dumps(asdict(_first_vector(options.first_vector))))
        return 0
    try:
        questions = [row.text for row in read_labelled(options.questions)]
        figures = compare(questions[:: max(1, len(questions) // MAX_ASKED)], options.rounds)
        if options.json:
            _write(options.json, figures)
    except EffieError as error:
        print(error.message, file=sys.stderr)
        return 2
    print(table(figures))
    return 0


def compare(questions: Sequence[str], rounds: int) -> dict[str, Figures]:
    """Measure both kinds on the same questions."""
    encoders = {kind: _encoder(kind) for kind in KINDS}
    for encoder in encoders.values():
        encoder.encode(questions[:1])  # loads it; the export, if it is yet to come, is not timed
    starts = {kind: _start(kind) for kind in KINDS}
    vectors = {kind: encoder.encode(questions) for kind, encoder in encoders.items()}
    likeness = {kind: (vectors[kind] * vectors[KINDS[1]]).sum(axis=1) for kind in KINDS}
    turns: dict[str, list[list[float]]] = {kind: [] for kind in KINDS}
    for _ in range(rounds):
        for kind, encoder in encoders.items():
            turns[kind].append([_milliseconds(encoder, question) for question in questions])
    return {
        kind: Figures(
            milliseconds_median=min(median(turn) for turn in turns[kind]),
            milliseconds_p95=min(_percentile_95(turn) for turn in turns[kind]),
            seconds_to_first_vector=starts[kind].seconds,
            megabytes=starts[kind].megabytes,
            likeness_least=float(likeness[kind].min()),
            likeness_median=float(median(likeness[kind])),
        )
        for kind in KINDS
    }


def table(figures: dict[str, Figures]) -> str:
    """Return the figures as people read them, and how many times better the first kind is."""
    ours, theirs = (asdict(figures[kind]) for kind in KINDS)
    lines = [f"{'':<28}{KINDS[0]:>12}{KINDS[1]:>24}{'ratio':>10}"]
    for name in ours:
        label, ratio = name.replace("_", " "), theirs[name] / ours[name]
        lines.append(f"{label:<28}{_short(ours[name])}{_short(theirs[name], 24)}{ratio:>10.1f}")
    return "\n".join(lines)


def _short(value: float, width: int = 12) -> str:
    return f"{value:>{width}.1f}" if value > 1.1 else f"{value:>{width}.4f}"


def _encoder(kind: str) -> Encoder:
    settings = Path(os.environ.get("EFFIE_SETTINGS") or HOME / "settings")
    var = Path(os.environ.get("EFFIE_VAR") or HOME / "var")
    name = read_retrieval(settings).encoder
    if kind == "onnx":
        return ServedEncoder(name, var / "encoders")
    return SentenceEncoder(find_model(name))


def _start(kind: str) -> Start:
    """Start a process that encodes one question; the time counts its interpreter in."""
    command = [sys.executable, "-m", "benchmarks.encoding", "--first-vector", kind]
    begun = time.perf_counter()
    done = subprocess.run(  # noqa: S603
        command, cwd=HOME, stdout=subprocess.PIPE, text=True, check=True
    )
    return Start(time.perf_counter() - begun, json.loads(done.stdout)["megabytes"])


def _first_vector(kind: str) -> Start:
    begun = time.perf_counter()
    _encoder(kind).encode(["where is my card"])
    return Start(time.perf_counter() - begun, _peak_megabytes())


def _peak_megabytes() -> float:
    """Read it from Linux: getrusage would count the memory of the process that started this one."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) / 1024


def _milliseconds(encoder: Encoder, question: str) -> float:
    begun = time.perf_counter()
    encoder.encode([question])
    return (time.perf_counter() - begun) * 1000


def _percentile_95(values: Sequence[float]) -> float:
    return quantiles(values, n=20, method="inclusive")[-1]


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="encoding", description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--questions", type=Path, help="CSV with text,label")
    what.add_argument("--first-vector", choices=KINDS, help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=5, help="turns of each; the best counts")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    return parser.parse_args(arguments)


def _write(path: Path, figures: dict[str, Figures]) -> None:
    content = {kind: asdict(each) for kind, each in figures.items()}
    try:
        path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise Fault(str(path), 1, f"the file can't be written ({error.strerror}).") from None


if __name__ == "__main__":
    sys.exit(main())
