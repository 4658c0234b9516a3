"""Kill one process after the other while messages flow, and count what became of them.

python -m commands.bench_kills [--kills 100] [--seconds 3600] [--talkers 5] [--json OUT]

A product of its own, in a folder and on ports of its own, started by `make run`; web, actions, bot,
Redis and the launcher are killed in turn (SIGKILL), the next one once all are well again. Ctrl-C
ends the killing, and what was done so far is counted. Needs Linux, to find the processes.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, field
from itertools import cycle, islice
from pathlib import Path

from commands.kills import VICTIMS, Count, Launched, Talker, count
from commands.own_copies import copies_without_limits
from core.errors import EffieError
from launch.errors import LaunchError
from launch.running.own_product import KEPT, copy_made, variables_of_its_own
from store.conversations import Transcripts
from store.database import Database

_DRAINED_WITHIN = 120.0  # seconds after the last kill
_UNTIL_NOTICED = 5.5  # seconds; a bot that is gone counts as there until its lease is over
_BETWEEN = 1.0  # seconds in which messages flow before the next kill


@dataclass
class Outcome:
    """What was killed, how often, and what became of the messages."""

    kills: Counter[str] = field(default_factory=Counter)
    conversations: int = 0
    refused: int = 0
    seconds: float = 0.0
    total: Count = field(default_factory=Count)

    def figures(self) -> dict[str, object]:
        return {
            "kills": sum(self.kills.values()),
            "by_process": dict(self.kills),
            "seconds": round(self.seconds),
            "conversations": self.conversations,
            "refused_and_sent_again": self.refused,
            **asdict(self.total),
        }


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill and count; returns the exit status, 1 if a message was lost, doubled or mixed up."""
    options = _options(arguments)
    try:
        outcome = run(options.kills, options.seconds, options.talkers)
    except (EffieError, LaunchError) as error:
        print(error, file=sys.stderr)
        return 2
    figures = outcome.figures()
    for name, value in figures.items():
        print(f"{name.replace('_', ' '):<26}{value}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0 if outcome.total.is_clean else 1


def run(kills: int, seconds: float, talkers: int) -> Outcome:
    """Start a product, kill its processes, stop it and read what was recorded.

    seconds: after which no more are killed. Raises NotWell if something does not come back.
    """
    with tempfile.TemporaryDirectory(prefix="effie-kills-") as name:
        folder, outcome = Path(name), Outcome()
        given = variables_of_its_own(*copies_without_limits(folder))
        copy_made(KEPT, folder / "var")
        launched = Launched(folder, given)
        talking = [Talker(launched.web_url) for _ in range(talkers)]
        try:
            launched.wait_until_well()
            _kill(launched, talking, kills, seconds, outcome)
            _wait_until_recorded(launched, talking)
        finally:
            launched.stop()
        outcome.refused = sum(talker.refused for talker in talking)
        _count(launched.database_url, talking, outcome)
        return outcome


def _kill(
    launched: Launched, talking: Sequence[Talker], kills: int, seconds: float, outcome: Outcome
) -> None:
    began = time.monotonic()
    for talker in talking:
        talker.start()
    with suppress(KeyboardInterrupt):  # what was done so far is counted
        _kill_in_turn(launched, kills, began + seconds, outcome)
    outcome.seconds = time.monotonic() - began
    for talker in talking:
        talker.stop()
    for talker in talking:
        talker.join()


def _kill_in_turn(launched: Launched, kills: int, end: float, outcome: Outcome) -> None:
    for victim in islice(cycle(VICTIMS), kills):
        time.sleep(_BETWEEN)
        if time.monotonic() > end:
            return
        launched.kill(victim)
        killed_at = time.monotonic()
        time.sleep(_UNTIL_NOTICED)
        launched.wait_until_well()
        outcome.kills[victim] += 1
        back = time.monotonic() - killed_at
        print(f"{sum(outcome.kills.values()):>4} {victim:<9} well after {back:.1f} s", flush=True)


def _wait_until_recorded(launched: Launched, talking: Sequence[Talker]) -> None:
    """What is lost never comes: after a while the count says so."""
    end = time.monotonic() + _DRAINED_WITHIN
    with closing(Database(launched.database_url)) as database:
        transcripts = Transcripts(database)
        for conversation, sent in _sent(talking):
            while time.monotonic() < end:
                found = count(sent, transcripts.read(conversation))
                if not (found.lost or found.unanswered):
                    break
                time.sleep(0.5)


def _count(database_url: str, talking: Sequence[Talker], outcome: Outcome) -> None:
    with closing(Database(database_url)) as database:
        transcripts = Transcripts(database)
        for conversation, sent in _sent(talking):
            outcome.conversations += 1
            outcome.total += count(sent, transcripts.read(conversation))


def _sent(talking: Sequence[Talker]) -> list[tuple[str, list[str]]]:
    return [each for talker in talking for each in talker.sent.items()]


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench-kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=100, help="how many processes to kill")
    parser.add_argument("--seconds", type=float, default=3600, help="after which none is killed")
    parser.add_argument("--talkers", type=int, default=5, help="how many talk at the same time")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
