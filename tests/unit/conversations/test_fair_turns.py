"""Turns are fair between senders: who floods waits behind what they sent themselves."""

from __future__ import annotations

import asyncio

from bot.turn_slots import TurnSlots
from core.conversations import FairTurns


def begun(turns: FairTurns[str]) -> list[str]:
    """Begin every turn that may begin now."""
    names = []
    while (name := turns.begin()) is not None:
        names.append(name)
    return names


def test_somebody_with_one_question_waits_for_one_turn_of_a_flood() -> None:
    turns: FairTurns[str] = FairTurns(at_once=1, of_one_sender=1)
    for number in range(1000):
        turns.wait("flood", f"flood {number}")
    assert begun(turns) == ["flood 0"]
    turns.wait("bystander", "question")
    turns.end("flood")
    assert begun(turns) == ["flood 1"]
    turns.end("flood")
    assert begun(turns) == ["question"]
    turns.end("bystander")
    assert begun(turns) == ["flood 2"]


def test_one_sender_has_only_some_of_the_turns_under_way() -> None:
    turns: FairTurns[str] = FairTurns(at_once=4, of_one_sender=3)
    for number in range(10):
        turns.wait("flood", f"flood {number}")
    assert begun(turns) == ["flood 0", "flood 1", "flood 2"]
    turns.wait("one", "first")
    turns.wait("two", "second")
    assert begun(turns) == ["first"], "four are under way"
    turns.end("one")
    assert begun(turns) == ["second"]


def test_senders_take_turns_however_much_each_has_waiting() -> None:
    turns: FairTurns[str] = FairTurns(at_once=1, of_one_sender=1)
    for sender in ("a", "a", "a", "b", "c", "b"):
        turns.wait(sender, sender)
    order = []
    while (name := turns.begin()) is not None:
        order.append(name)
        turns.end(name)
    assert order == ["a", "b", "c", "a", "b", "a"]


def test_who_no_longer_waits_has_no_turn() -> None:
    turns: FairTurns[str] = FairTurns(at_once=2, of_one_sender=2)
    turns.wait("a", "first")
    turns.wait("a", "second")
    turns.withdraw("a", "first")
    assert begun(turns) == ["second"]
    turns.wait("b", "only")
    turns.withdraw("b", "only")
    turns.end("a")
    assert begun(turns) == []


async def test_a_turn_that_is_cut_off_leaves_its_slot_to_others() -> None:
    slots, order = TurnSlots(), list[str]()

    async def turn(name: str) -> None:
        async with slots.turn("flood"):
            order.append(name)
            await asyncio.sleep(3600)

    tasks = [asyncio.create_task(turn(str(number))) for number in range(6)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    begun = len(order)
    assert 0 < begun < 5
    assert order == ["0", "1", "2", "3", "4"][:begun]
    tasks[begun].cancel()  # waits
    tasks[0].cancel()  # is under way
    await asyncio.wait([tasks[0], tasks[begun]])
    await asyncio.sleep(0)
    assert order[begun:] == [str(begun + 1)]
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    async with slots.turn("flood"):
        order.append("after all")
    assert order[-1] == "after all"
