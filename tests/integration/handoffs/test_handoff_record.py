"""Handoffs in the real record: whatever is pressed in whatever order, the rules hold there too."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import ClassVar
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from core.answering import Reason
from core.conversations import Issue, Profile
from core.errors import EffieError
from core.handoffs import (
    OPEN_STATES,
    AgentFull,
    Destination,
    Handoff,
    HandoffState,
    Resolution,
    Status,
    TransitionReason,
    holder_of,
)
from core.handoffs.events import replay
from core.staff import Role
from store.audit import read_audit
from store.clock import now
from store.conversations import Conversations
from store.database import Database
from store.handoffs import Actor, Agents, HandoffHistory, Handoffs, Opening, Snoozing
from store.staff import Staff

pytestmark = pytest.mark.every_database

OPENING = Opening(Reason.ASKED, "support", "newcomer")
AGENTS = ("sam", "ada", "noor")


@pytest.fixture
def handoffs(database: Database) -> Handoffs:
    return Handoffs(database)


class AnyOrder(RuleBasedStateMachine):
    """Three agents with one place each, two customers and Effie, on one database."""

    database: Database
    ids: ClassVar[dict[str, str]]
    agents = st.sampled_from(AGENTS)
    customers = st.sampled_from([0, 1])

    def __init__(self) -> None:
        super().__init__()
        self.handoffs, self.history = Handoffs(self.database), HandoffHistory(self.database)
        self.conversations = [uuid4().hex, uuid4().hex]

    def latest(self, customer: int) -> Handoff | None:
        return self.handoffs.last_in(self.conversations[customer])

    def move(self, customer: int, move: Callable[[Handoff], Handoff]) -> None:
        """Make a move; if it is refused, nothing may have changed."""
        before = self.latest(customer)
        if before is None:
            return
        try:
            after = move(before)
        except EffieError:
            assert self.handoffs.get(before.id) == before
        else:
            assert self.handoffs.get(before.id) == after
            assert before.state in OPEN_STATES or after == before

    @rule(customer=customers, priority=st.integers(0, 9))
    def open(self, customer: int, priority: int) -> None:
        before = self.latest(customer)
        opening = Opening(Reason.ASKED, "support", "newcomer", priority)
        opened = self.handoffs.open(self.conversations[customer], opening)
        if before is not None and before.state in OPEN_STATES:
            assert opened == before, "one open handoff a conversation"

    @rule(customer=customers, agent=agents)
    def claim(self, customer: int, agent: str) -> None:
        self.move(customer, lambda h: self.handoffs.claim(h.id, self.ids[agent], agent))

    @rule(customer=customers, agent=agents)
    def release(self, customer: int, agent: str) -> None:
        who = Actor(self.ids[agent], agent)
        self.move(customer, lambda h: self.handoffs.release(h.id, self.ids[agent], who))

    @rule(customer=customers, agent=agents, to=agents, leads=st.booleans())
    def transfer(self, customer: int, agent: str, to: str, leads: bool) -> None:
        who = Actor(self.ids[agent], agent)
        until = now() + timedelta(minutes=3)
        destination = Destination("business", to.title(), self.ids[to], until)
        self.move(customer, lambda h: self.handoffs.transfer(h.id, who, destination, "note", leads))

    @rule(
        customer=customers,
        why=st.sampled_from([TransitionReason.CONNECTION_GONE, TransitionReason.NO_ANSWER]),
    )
    def reclaim(self, customer: int, why: TransitionReason) -> None:
        self.move(customer, lambda h: self.handoffs.reclaim(h, why))

    @rule(customer=customers, agent=agents, seq=st.integers(0, 3))
    def snooze(self, customer: int, agent: str, seq: int) -> None:
        who, until = Actor(self.ids[agent], agent), now() + timedelta(hours=1)
        snoozing = Snoozing(self.database)
        self.move(customer, lambda h: snoozing.snooze(h.id, who, until, seq))

    @rule(customer=customers)
    def wake(self, customer: int) -> None:
        snoozing, why = Snoozing(self.database), TransitionReason.TIME_UP
        self.move(customer, lambda h: snoozing.wake(h.id, why, False, now()))

    @rule(customer=customers)
    def get_upset(self, customer: int) -> None:
        self.move(customer, lambda h: self.handoffs.grow_upset(h.id))

    @rule(customer=customers, agent=agents, outcome=st.sampled_from(list(Resolution)))
    def resolve(self, customer: int, agent: str, outcome: Resolution) -> None:
        who = self.ids[agent]
        self.move(customer, lambda h: self.handoffs.resolve(h.id, who, agent, outcome))

    @rule(customer=customers)
    def leave_the_queue(self, customer: int) -> None:
        self.move(customer, lambda h: self.handoffs.abandon(h.id))

    @invariant()
    def every_agent_holds_at_most_what_they_take(self) -> None:
        held = [h for h in self.open_ones() if h.state is HandoffState.CLAIMED]
        assert len({h.agent for h in held}) == len(held)
        assert all(holder_of(h).value == "agent" and h.agent for h in held)

    @invariant()
    def a_conversation_has_one_open_handoff_at_most(self) -> None:
        open_ones = [h.conversation for h in self.open_ones()]
        assert len(open_ones) == len(set(open_ones))

    @invariant()
    def the_moves_lead_to_what_is_stored(self) -> None:
        for conversation in self.conversations:
            handoff = self.handoffs.last_in(conversation)
            if handoff is not None:
                events = self.history.of(handoff.id)
                assert replay(events) == handoff
                assert (events[-1].state, events[-1].agent) == (handoff.state, handoff.agent)
                lines = read_audit(self.database, conversation)
                assert len(lines) >= len(events)

    def open_ones(self) -> list[Handoff]:
        return [h for h in self.handoffs.all_open() if h.conversation in self.conversations]

    def teardown(self) -> None:
        """Whatever is left open ends once the customers are gone."""
        for handoff in self.open_ones():
            ended = self.handoffs.end_for_staying_away(handoff.id, now())
            assert ended.state is HandoffState.ABANDONED
        assert self.open_ones() == []
        self.the_moves_lead_to_what_is_stored()


def test_whatever_agents_and_customers_do_the_record_keeps_the_rules(database: Database) -> None:
    class Here(AnyOrder):
        pass

    Here.database, Here.ids = database, {}
    for name in AGENTS:
        email = f"{name}@tern.example"
        member = Staff(database).add(email, name, Role.AGENT, "long enough", by="test")
        Agents(database).set_capacity(member.id, 1)
        Here.ids[name] = member.id
    few = settings(
        max_examples=12,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Here, settings=few)


def test_an_agent_who_claims_many_at_once_gets_as_many_as_they_take(database: Database) -> None:
    handoffs = Handoffs(database)
    sam = Staff(database).add("sam@x.example", "Sam", Role.AGENT, "long enough", by="test")
    Agents(database).set_capacity(sam.id, 2)
    waiting = [handoffs.open(f"conversation-{n}", OPENING) for n in range(6)]
    full: list[int] = []
    start = threading.Barrier(6)

    def claim(handoff: Handoff) -> None:
        start.wait()
        try:
            handoffs.claim(handoff.id, sam.id, "Sam")
        except AgentFull:
            full.append(handoff.id)

    clicks = [threading.Thread(target=claim, args=[handoff]) for handoff in waiting]
    for click in clicks:
        click.start()
    for click in clicks:
        click.join()
    assert len(full) == 4
    (agent,) = Agents(database).team({sam.id}).agents
    assert (agent.chats, agent.free, agent.status) == (2, 0, Status.AVAILABLE)


def test_work_is_taken_back_once_and_not_from_who_has_it_next(handoffs: Handoffs) -> None:
    opened = handoffs.open("one", OPENING)
    held = handoffs.claim(opened.id, "sam", "Sam")
    for _ in range(2):
        assert handoffs.reclaim(held, TransitionReason.NO_ANSWER).returns == 1
    handoffs.claim(opened.id, "ada", "Ada")
    assert handoffs.reclaim(held, TransitionReason.NO_ANSWER).agent == "ada"


def test_a_customer_who_wrote_meanwhile_has_not_stayed_away(database: Database) -> None:
    handoffs = Handoffs(database)
    conversation = Conversations(database).start(Profile(), "web", "").id
    opened = handoffs.open(conversation, OPENING)
    long_ago, soon = now() - timedelta(hours=1), now() + timedelta(hours=1)
    assert handoffs.end_for_staying_away(opened.id, long_ago).state is HandoffState.WAITING
    assert handoffs.end_for_staying_away(opened.id, soon).state is HandoffState.ABANDONED


def test_the_agent_who_resolved_a_customers_last_request_is_known_with_its_matter(
    database: Database,
) -> None:
    handoffs, history = Handoffs(database), HandoffHistory(database)
    conversation = Conversations(database).start(Profile("c-1", "Noa"), "web", "").id
    about = Issue("where is my card?", "card_arrival")
    opened = handoffs.open(conversation, Opening(Reason.ASKED, "support", "newcomer", matter=about))
    an_hour_ago = now() - timedelta(hours=1)
    assert history.last_solved("c-1", an_hour_ago) is None
    handoffs.claim(opened.id, "sam", "Sam")
    handoffs.resolve(opened.id, "sam", "Sam")
    solved = history.last_solved("c-1", an_hour_ago)
    assert solved is not None
    assert (solved.agent, solved.matter) == ("sam", about)
    assert history.last_solved("c-2", an_hour_ago) is None
    assert history.last_solved("c-1", now() + timedelta(hours=1)) is None
