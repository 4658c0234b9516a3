"""The order of a queue, who is offered what, and who has capacity left."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from core.answering import Reason
from core.errors import BadInput
from core.handoffs import (
    Agent,
    Handoff,
    HandoffState,
    Status,
    Team,
    is_for,
    may_be_given,
    read_capacity,
    read_queues,
    read_status,
    reserved_for,
)
from core.handoffs.presence import AgentNotThere, ColleagueFull, Staffing
from core.handoffs.queue import ahead_of_each, in_order

AT = datetime(2026, 11, 23, 9, tzinfo=timezone.utc)
HEAD_START = timedelta(minutes=10)
SAM = Agent("sam", "Sam Whitaker", here=True, chats=1)
ADA = Agent("ada", "Ada Lindqvist", here=True, queues=("business",))
TEAM = Team((SAM, ADA))


def handoff(number: int, minutes: float, queue: str = "support") -> Handoff:
    opened = AT + timedelta(minutes=minutes)
    return Handoff(
        number, f"c{number}", HandoffState.WAITING, Reason.ASKED, queue, "newcomer", opened
    )


def numbers(handoffs: list[Handoff]) -> list[int]:
    return [each.id for each in handoffs]


def test_who_came_first_is_first_but_for_a_head_start() -> None:
    first, second, third = handoff(1, 0), handoff(2, 4), handoff(3, 8)
    assert numbers(in_order([third, second, first], HEAD_START)) == [1, 2, 3]
    assert numbers(in_order([first, replace(second, priority=5), third], HEAD_START)) == [2, 1, 3]
    assert numbers(in_order([first, second, replace(third, upset=True)], HEAD_START)) == [3, 1, 2]


def test_a_head_start_never_makes_anybody_wait_for_ever() -> None:
    patient = handoff(1, 0)
    late = [replace(handoff(n, 20 + n), priority=5, upset=True) for n in range(2, 9)]
    assert in_order([*late, patient], HEAD_START)[0] == patient


def test_what_came_back_from_an_agent_stands_in_front_the_earlier_first() -> None:
    back = replace(handoff(2, 9), returns=1, returned_at=AT + timedelta(minutes=20))
    earlier = replace(handoff(3, 9), returns=1, returned_at=AT + timedelta(minutes=19))
    claimed = replace(handoff(4, 0), state=HandoffState.CLAIMED)
    assert numbers(in_order([handoff(1, 0), back, earlier, claimed], HEAD_START)) == [3, 2, 1]


def test_a_handoff_is_kept_for_an_agent_only_while_they_can_take_it() -> None:
    wanted = replace(
        handoff(1, 0), preferred_agent="sam", preferred_until=AT + timedelta(minutes=3)
    )
    assert reserved_for(wanted, TEAM, AT) == "sam"
    assert reserved_for(wanted, TEAM, AT + timedelta(minutes=3)) == ""
    for other in (
        replace(SAM, here=False),
        replace(SAM, chosen=Status.AWAY),
        replace(SAM, chats=SAM.capacity),
    ):
        assert reserved_for(wanted, Team((other, ADA)), AT) == ""
    assert is_for(wanted, SAM, TEAM, AT)
    assert not is_for(wanted, ADA, TEAM, AT)


def test_agents_hear_of_the_queues_they_serve() -> None:
    assert is_for(handoff(1, 0, "business"), ADA, TEAM, AT)
    assert not is_for(handoff(1, 0, "support"), ADA, TEAM, AT)
    assert is_for(handoff(1, 0, "support"), SAM, TEAM, AT)


def test_queues_that_the_same_agents_serve_move_together() -> None:
    waiting = [
        (handoff(1, 0, "business"), "business"),
        (handoff(2, 1, "support"), "support"),
        (handoff(3, 2, "business"), "business"),
    ]
    assert ahead_of_each(waiting, TEAM) == {1: 0, 2: 1, 3: 2}
    alone = Team((replace(SAM, queues=("support",)), ADA))
    assert ahead_of_each(waiting, alone) == {1: 0, 2: 0, 3: 1}


def test_only_available_agents_count_and_what_they_hold_takes_places() -> None:
    away = replace(SAM, id="away", chosen=Status.AWAY)
    over = replace(SAM, id="over", chats=5)
    team = Team((SAM, ADA, away, over))
    assert team.staffing("support") == Staffing(agents=2, capacity=8, free=2)
    assert team.staffing("business") == Staffing(agents=3, capacity=11, free=5)


def test_a_conversation_is_given_only_to_who_is_there_and_has_a_place() -> None:
    may_be_given(SAM)
    for absent in (None, replace(SAM, here=False), replace(SAM, chosen=Status.AWAY)):
        with pytest.raises(AgentNotThere):
            may_be_given(absent)
    with pytest.raises(ColleagueFull):
        may_be_given(replace(SAM, chats=3))


@pytest.mark.parametrize("nonsense", [None, 0, 21, "3", True, [], "offline", ["no such"], {}])
def test_what_agents_choose_is_read_or_refused(nonsense: object) -> None:
    assert read_status("away") is Status.AWAY
    assert read_capacity(20) == 20
    assert read_queues(["b", "a"], ["a", "b", "c"]) == ("a", "b")
    assert read_queues(["a", "b"], ["a", "b"]) == ()
    for read in (read_status, read_capacity):
        with pytest.raises(BadInput):
            read(nonsense)
    if nonsense != []:
        with pytest.raises(BadInput):
            read_queues(nonsense, ["a", "b"])
