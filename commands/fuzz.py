"""Send hostile requests to every route, in every role, and tell which were not answered well.

python -m commands.fuzz [--requests 10000] [--seed 1] [--from 0] [--at-once 4]

A product of its own, in a folder and on ports of its own. Fine is whatever is below 500 and comes
in time. A request that is not is printed as it was sent; `--seed` and `--from` with its number,
and `--requests 1`, make it again.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from redis.asyncio import Redis
from sanic import Sanic

from commands.hostile import (
    Answer,
    Callers,
    HostileRequest,
    Target,
    hostile_request,
    send,
    targets_of,
)
from commands.own_copies import copies_without_limits
from commands.progress import Progress
from core.environment import read_environment
from core.errors import EffieError
from launch.errors import LaunchError
from launch.paths import HOME
from launch.running.own_product import running, variables_of_its_own
from store.database import Database
from store.realtime import ALL_WINDOWS, open_redis
from web.app import create_app

WITHIN = 30.0  # seconds in which every answer must be there
_A_BATCH = 60  # requests until what they took away is put back
_MAX_SHOWN = 20


@dataclass
class Outcome:
    """How often each status came, what failed, and the slowest answer in seconds."""

    statuses: Counter[int] = field(default_factory=Counter)
    failed: list[tuple[HostileRequest, Answer]] = field(default_factory=list)
    slowest: float = 0.0
    slowest_request: HostileRequest | None = None


@dataclass(frozen=True)
class Plan:
    """Which requests: from a number on, so many, and how many at the same time."""

    seed: int = 1
    start: int = 0
    requests: int = 10_000
    at_once: int = 4

    def batches(self) -> Iterator[range]:
        end = self.start + self.requests
        for start in range(self.start, end, _A_BATCH):
            yield range(start, min(start + _A_BATCH, end))


def main(arguments: Sequence[str] | None = None) -> int:
    """Send them and tell; returns the exit status, 1 if one was not answered well."""
    plan = _options(arguments)
    try:
        outcome = asyncio.run(_against_a_product(plan))
    except (EffieError, LaunchError) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{outcome.statuses.total()} requests, the slowest took {outcome.slowest:.1f} s:")
    print(f"    {str(outcome.slowest_request)[:300]}")
    print(", ".join(f"{status}: {count}" for status, count in sorted(outcome.statuses.items())))
    for request, answer in outcome.failed[:_MAX_SHOWN]:
        print(f"\n{answer.status}: {answer.text[:300]}\n{request}")
    print(f"\n{len(outcome.failed)} were not answered well.")
    return 1 if outcome.failed else 0


Maker = Callable[[int, Mapping[str, Sequence[str]]], HostileRequest]


def by_chance(seed: int, targets: Sequence[Target]) -> Maker:
    """Return what makes requests that are wrong somewhere, which follows from the seed."""
    return lambda number, known: hostile_request(seed, number, targets, known)


async def attack(
    url: str,
    make: Maker,
    callers: Callers,
    redis: Redis,
    plan: Plan,
    progress: Callable[[int, int], None] = lambda _sent, _requests: None,
) -> Outcome:
    """Send the plan's requests to a running web process. Limits are lifted as they fill up.

    make: the request of a number, from values that the parameters of paths have, by name
    progress: called now and then with how many were sent, of how many
    """
    outcome, turn = Outcome(), asyncio.Semaphore(plan.at_once)

    async def one(request: HostileRequest) -> None:
        async with turn:
            headers = await asyncio.to_thread(callers.headers, request.caller)
            began = time.monotonic()
            answer = await send(url, request, headers, WITHIN)
            took = time.monotonic() - began
        outcome.statuses[answer.status] += 1
        if took > outcome.slowest:
            outcome.slowest, outcome.slowest_request = took, request
        if not answer.is_fine:
            outcome.failed.append((request, answer))

    for numbers in plan.batches():
        known = await asyncio.to_thread(callers.renew)
        async for key in redis.scan_iter(ALL_WINDOWS):
            await redis.delete(key)
        await asyncio.gather(*(one(make(number, known)) for number in numbers))
        progress(outcome.statuses.total(), plan.requests)
    return outcome


async def _against_a_product(plan: Plan) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="effie-fuzz-") as name:
        given = variables_of_its_own(*copies_without_limits(Path(name)))
        with running(Path(name), given) as product:
            environment = read_environment(product.env, HOME)
            targets = targets_of(create_app(environment).router.routes)
            Sanic.unregister_app(Sanic.get_app(f"effie_web_{environment.web_port}"))
            redis = open_redis(product.redis_url)
            try:
                with closing(Database(product.database_url)) as database:
                    callers = Callers(database, environment.secret)
                    progress = Progress("requests")
                    make = by_chance(plan.seed, targets)
                    return await attack(product.web_url, make, callers, redis, plan, progress)
            finally:
                await redis.aclose()


def _options(arguments: Sequence[str] | None) -> Plan:
    parser = argparse.ArgumentParser(prog="make fuzz", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seed", type=int, default=Plan.seed)
    parser.add_argument("--from", type=int, default=Plan.start, dest="start")
    parser.add_argument("--requests", type=int, default=Plan.requests)
    parser.add_argument("--at-once", type=int, default=Plan.at_once)
    return Plan(**vars(parser.parse_args(arguments)))


if __name__ == "__main__":
    sys.exit(main())
