"""What a busy desk costs: 200 customers wait, agents watch. `python -m benchmarks.desk`.

Needs a Redis of its own (REDIS_URL); its database is a temporary file.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from core.answering import Reason
from core.conversations import Author, Profile, Utterance
from core.environment import read_environment
from core.staff import Role, StaffMember
from store.clock import now
from store.handoffs import Opening
from store.realtime import DESK
from web.customer.live import Live
from web.desk.stream import Feed
from web.live import QueueSnapshot, queue_as_json
from web.services import Services, build_services

HOME = Path(__file__).parents[1]
WATCHED_FOR = 20.0  # seconds
MOVES_A_SECOND = 20  # words and moves, in any of the conversations


def main() -> None:
    """Measure and print one line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--waiting", type=int, default=200)
    parser.add_argument("--agents", type=int, default=10)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measure(Path(folder), wanted.waiting, wanted.agents))


async def _measure(folder: Path, waiting: int, agents: int) -> None:
    services = _services(folder)
    await services.redis.flushdb()
    members = _fill(services, waiting, agents)
    for member in members:
        await services.agents_here.beat(member.id)
    hub = asyncio.create_task(services.hub.run())
    board = await services.queue_snapshots.now()
    queue = queue_as_json(board, members[0])
    print(f"waiting: {waiting}, claimed: {len(board.open) - waiting}, agents: {agents}")
    print(f"one queue as JSON: {len(queue) / 1000:.0f} kB")
    await _time("reading the board", lambda: services.queue_snapshots._read())
    await _time("putting it into JSON for one agent", lambda: _shape(board, members[0]))
    await _watch(services, members, [h.conversation for h in board.open])
    hub.cancel()
    await services.close()


def _services(folder: Path) -> Services:
    variables = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder / 'effie.db'}",
        "EFFIE_SECRET": "s" * 32,
        "EFFIE_IDENTITY_SECRET": "i" * 32,
    }
    services = build_services(read_environment(variables, HOME))
    services.database.migrate()
    return services


def _fill(services: Services, waiting: int, agents: int) -> list[StaffMember]:
    members = [
        services.staff.add(f"agent-{n}@x.example", f"Agent {n}", Role.AGENT, "p" * 12, by="bench")
        for n in range(agents)
    ]
    for number in range(waiting + 3 * agents):
        profile = Profile(f"customer-{number}", f"Customer {number}", "expert")
        conversation = services.conversations.start(profile, "web", "").id
        services.transcripts.add([_said(conversation, turn) for turn in range(10)])
        handoff = services.handoffs.open(conversation, Opening(Reason.ASKED, "support", "expert"))
        if number >= waiting:
            member = members[number % agents]
            services.handoffs.claim(handoff.id, member.id, member.name)
    return members


def _said(conversation: str, turn: int) -> Utterance:
    author = Author.CUSTOMER if turn % 2 == 0 else Author.BOT
    text = f"This is what was said in turn {turn}, about as long as people write."
    return Utterance(f"{conversation}-{turn}-{time.monotonic()}", conversation, author, text, now())


async def _shape(board: QueueSnapshot, member: StaffMember) -> None:
    queue_as_json(board, member)


async def _time(what: str, call: Callable[[], Awaitable[object]]) -> None:
    took = []
    for _ in range(10):
        began = time.process_time()
        await call()
        took.append(1000 * (time.process_time() - began))
    print(f"{what}: {statistics.median(took):.1f} ms of CPU")


async def _watch(services: Services, members: list[StaffMember], open_: list[str]) -> None:
    """Let every agent and every customer watch while words and moves pour in."""
    counts: dict[str, int] = {}
    late: list[float] = []
    moved_at: dict[str, float] = {}

    async def agent(member: StaffMember) -> None:
        async def who_asks() -> StaffMember:
            return member

        async for text in Feed(services, who_asks, "", 0).events():
            name = text.partition("\n")[0]
            counts[name] = counts.get(name, 0) + 1
            if member is members[0] and name == "event: queue":
                late.extend(time.monotonic() - at for at in moved_at.values())
                moved_at.clear()

    async def customer(conversation: str) -> None:
        async for text in Live(services, conversation, 10**9).events():
            name = "customers: " + text.partition("\n")[0]
            counts[name] = counts.get(name, 0) + 1

    tasks = [asyncio.create_task(agent(member)) for member in members]
    tasks += [asyncio.create_task(customer(name)) for name in open_]
    await asyncio.sleep(5)
    counts.clear()
    late.clear()
    cpu, began, number = time.process_time(), time.monotonic(), 0
    while time.monotonic() - began < WATCHED_FOR:
        conversation = open_[number % len(open_)]
        services.transcripts.add([_said(conversation, number)])
        moved_at.setdefault(conversation, time.monotonic())
        await services.news.publish(conversation, kind="said")
        await services.news.publish(DESK, conversation=conversation)
        number += 1
        await asyncio.sleep(1 / MOVES_A_SECOND)
    seconds = time.monotonic() - began
    share = (time.process_time() - cpu) / seconds
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    queues = counts.get("event: queue", 0) / len(members) / seconds
    print(f"{number / seconds:.0f} changes a second, {len(tasks)} open pages:")
    print(f"  queues an agent was sent: {queues:.1f} a second")
    print(f"  states customers were sent: {counts.get('customers: event: state', 0)}")
    print(f"  until an agent saw a change: {_words(late)}")
    print(f"  CPU: {100 * share:.0f} % of one core")


def _words(late: list[float]) -> str:
    if not late:
        return "never"
    middle = timedelta(seconds=statistics.median(late))
    longest = timedelta(seconds=max(late))
    return (
        f"median {middle.total_seconds() * 1000:.0f} ms, "
        f"at most {longest.total_seconds() * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main()
