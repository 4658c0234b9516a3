"""Kill one process after the other while messages flow, and count what became of them.

python -m commands.bench_kills [--kills 100] [--seconds 3600] [--talkers 5] [--settlers 1]
    [--bots 2] [--webs 2] [--actions 2] [--victims web bot redis] [--json OUT]

Talkers ask the assistant; settlers are each a customer and an agent who send each other files, end
the matter and take it up again. A product of its own, in a folder and on ports of its own, started
by `make run`; web, actions, bot, Redis and the launcher are killed in turn (SIGKILL), the next one
once all are well again. Of several of a kind one is killed at a time, and a bot now and then while
it is handed what another one had. Ctrl-C ends the killing, and what was done so far is counted.
Needs Linux, to find the processes.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, field
from itertools import cycle, islice
from pathlib import Path

from sqlalchemy import select

from commands.kills import (
    HAND_OVER,
    VICTIMS,
    Count,
    Launched,
    Settled,
    Settler,
    Talker,
    count,
    settled,
)
from commands.own_copies import copies_without_limits
from core.errors import EffieError, NotFound
from launch.errors import LaunchError
from launch.running.own_product import KEPT, copy_made, variables_of_its_own
from launch.running.ports import free_ports_in_a_row
from store.attachments import Attachments, open_files
from store.conversations import Transcripts
from store.database import Database
from store.schema import handoffs

_OTHERS = ("DATABASE_URL", "REDIS_URL")  # where they are given: empty, and for nobody else
_AGENT = "sam@tern.example"  # one of the demo's staff
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
    settled: Settled = field(default_factory=Settled)

    @property
    def is_clean(self) -> bool:
        return self.total.is_clean and self.settled.is_clean

    def figures(self) -> dict[str, object]:
        return {
            "kills": sum(self.kills.values()),
            "by_process": dict(self.kills),
            "seconds": round(self.seconds),
            "conversations": self.conversations,
            "refused_and_sent_again": self.refused,
            **asdict(self.total),
            "settled": asdict(self.settled),
        }


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill and count; returns the exit status, 1 if a message was lost, doubled or mixed up."""
    options = _options(arguments)
    try:
        outcome = run(options)
    except (EffieError, LaunchError) as error:
        print(error, file=sys.stderr)
        return 2
    figures = outcome.figures()
    for name, value in figures.items():
        print(f"{name.replace('_', ' '):<26}{value}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0 if outcome.is_clean else 1


def run(options: argparse.Namespace) -> Outcome:
    """Start a product, kill its processes, stop it and read what was recorded.

    Raises NotWell if something does not come back.
    """
    with tempfile.TemporaryDirectory(prefix="effie-kills-") as name:
        folder, outcome = Path(name), Outcome()
        given = variables_of_its_own(*copies_without_limits(folder))
        given |= {name: os.environ[name] for name in _OTHERS if name in os.environ}
        given |= {"EFFIE_BOTS": str(options.bots), "EFFIE_WEBS": str(options.webs)}
        given["EFFIE_ACTIONS"] = str(options.actions)
        given["EFFIE_BOT_PORT"] = str(free_ports_in_a_row(options.bots))
        given["EFFIE_ACTIONS_PORT"] = str(free_ports_in_a_row(options.actions))
        given["EFFIE_WEB_PORT"] = str(free_ports_in_a_row(1 + options.webs))
        copy_made(KEPT, folder / "var")
        launched = Launched(folder, given)
        talking = [Talker(launched.web_url) for _ in range(options.talkers)]
        settling = [
            Settler(launched.web_url, _AGENT, launched.password) for _ in range(options.settlers)
        ]
        try:
            launched.wait_until_well()
            _kill(launched, (*talking, *settling), options, outcome)
            _wait_until_recorded(launched, talking, settling)
        finally:
            launched.stop()
        outcome.refused = sum(each.refused for each in talking)
        outcome.refused += sum(each.refused for each in settling)
        _count(launched.database_url, talking, outcome)
        outcome.settled = _settled(launched, settling)
        return outcome


def _kill(
    launched: Launched,
    busy: Sequence[Talker | Settler],
    options: argparse.Namespace,
    outcome: Outcome,
) -> None:
    began = time.monotonic()
    for each in busy:
        each.start()
    with suppress(KeyboardInterrupt):  # what was done so far is counted
        in_turn = options.victims or [*VICTIMS, *([HAND_OVER] if options.bots > 1 else [])]
        victims = islice(cycle(in_turn), options.kills)
        _kill_in_turn(launched, victims, began + options.seconds, outcome)
    launched.wait_until_well()  # cut short, a kill may have left nobody to start anything again
    outcome.seconds = time.monotonic() - began
    for each in busy:
        each.stop()
    for each in busy:
        each.join()


def _kill_in_turn(launched: Launched, victims: Iterable[str], end: float, outcome: Outcome) -> None:
    for victim in victims:
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


def _wait_until_recorded(
    launched: Launched, talking: Sequence[Talker], settling: Sequence[Settler]
) -> None:
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
    while time.monotonic() < end and not _settled(launched, settling).is_clean:
        time.sleep(0.5)


def _settled(launched: Launched, settling: Sequence[Settler]) -> Settled:
    total = Settled()
    with closing(Database(launched.database_url)) as database:
        transcripts = Transcripts(database)
        kept = Attachments(database, open_files("", "", launched.files))
        for each in settling:
            for conversation, said in each.said.items():
                recorded = transcripts.read(conversation)
                theirs = _handoffs(database, conversation)
                readable = {file for file in said.files if _can_be_read(kept, file)}
                total += settled(said, recorded, readable, theirs)
    return total


def _handoffs(database: Database, conversation: str) -> set[int]:
    query = select(handoffs.c.id).where(handoffs.c.conversation == conversation)
    with database.reading() as connection:
        return set(connection.execute(query).scalars())


def _can_be_read(kept: Attachments, file: str) -> bool:
    known = kept.find(file)
    try:
        return known is not None and len(kept.files.read(known.key)) == known.size
    except NotFound:
        return False


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
    parser.add_argument("--settlers", type=int, default=1, help="matters settled at the same time")
    parser.add_argument("--bots", type=int, default=1, help="how many share out the inbox")
    parser.add_argument("--webs", type=int, default=1, help="how many share one address")
    parser.add_argument("--actions", type=int, default=1, help="how many answer for the engine")
    parser.add_argument("--victims", nargs="+", choices=(*VICTIMS, HAND_OVER))
    parser.add_argument("--json", type=Path, help="where to write the figures")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
