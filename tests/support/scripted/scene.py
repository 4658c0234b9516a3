"""Where scripted conversations are played: the agents who are there, and one customer's chat."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import httpx
from ruamel.yaml import YAML

from tests.support.agent import Agent
from tests.support.customer import Customer
from tests.support.stack import Stack
from tests.support.waiting import wait_until

AGENTS = ("sam", "ada")
READER = "noor"  # reads what staff see; never available
_QUIET = 0.25  # seconds in which nothing more is said
_LOOKED_AT = 1.2  # seconds within which every process has looked at the settings: one, and a little


@dataclass(frozen=True)
class Team:
    """Who is there to help; outside the hours nobody, whoever sits at the desk."""

    available: tuple[str, ...] = AGENTS
    capacity: int = 20
    is_open: bool = True


EVERYBODY = Team()


class Cast:
    """The agents of a running Effie, for one conversation after the other."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.agents = {
            name: Agent(stack.web_url, f"{name}@tern.example", stack.demo_password)
            for name in (*AGENTS, READER)
        }
        self.people = {agent.id: name for name, agent in self.agents.items()}
        self._open_hours = (stack.settings / "hours.yml").read_text()
        self._team: Team | None = None

    def gather(self, team: Team) -> None:
        """Have exactly these people there."""
        if team == self._team:
            return
        self._team = team
        for name, agent in self.agents.items():
            agent.set("status", "available" if name in team.available else "away")
            agent.set("capacity", team.capacity)
        self._set_hours(team.is_open)
        reader, wanted = self.agents[READER], len(team.available)
        wait_until(lambda: reader.team()["available"] == wanted)

    def go(self) -> None:
        for agent in self.agents.values():
            agent.go()

    def _set_hours(self, is_open: bool) -> None:
        file, yaml = self.stack.settings / "hours.yml", YAML()
        hours = yaml.load(self._open_hours)
        if not is_open:
            today = date.today()
            hours["closed"] = [today + timedelta(days=days) for days in (-1, 0, 1)]
        if yaml.load(file) != hours:
            yaml.dump(hours, file)
            time.sleep(_LOOKED_AT)


class Scene:
    """A customer's chat, and who stands in the queue before them."""

    def __init__(self, cast: Cast, who: Mapping[str, str], ahead: int) -> None:
        self._cast, self._who = cast, who
        self.refused: list[dict[str, Any]] = []
        self.customers: list[Customer] = []
        for _ in range(ahead):
            self.customers.append(Customer(cast.stack.web_url))
            self.customers[-1].say("agent please")
        self.begin()

    @property
    def customer(self) -> Customer:
        return self.customers[-1]

    @property
    def handoff(self) -> int:
        return int(self.context()["handoff"]["id"])

    def begin(self) -> None:
        """Begin a conversation; when there was one, another one of the same customer."""
        stack = self._cast.stack
        identity = stack.identity(**self._who) if self._who else ""
        self.customers.append(Customer(stack.web_url, identity))

    def agent(self, name: str) -> Agent:
        return self._cast.agents[name]

    def context(self) -> dict[str, Any]:
        """All that staff are told of the conversation."""
        url = f"/desk/api/conversations/{self.customer.conversation}"
        found: dict[str, Any] = self.agent(READER).web.get(url).raise_for_status().json()
        return found

    def count(self, part: str) -> int:
        """Count what the customer's page shows with these words in it."""
        return sum(part in said["text"] for said in self.customer.heard)

    def note_refusal(self, answer: httpx.Response) -> None:
        assert answer.is_client_error, answer.text
        body = answer.json()
        told = {"status": answer.status_code, "error": body["error"], "message": body["message"]}
        self.refused.append(told)

    def wait_until_quiet(self) -> None:
        """Wait until nothing more is said, and the customer's page shows all of it."""
        known = -1
        while (said := len(self.context()["transcript"])) != known:
            known = said
            time.sleep(_QUIET)
        self.customer.wait_until(lambda: len(self.customer.heard) >= known)
        self.customer.catch_up()

    def clear_up(self) -> None:
        """End every handoff that is still open: the next customer finds an empty queue."""
        for name in AGENTS:
            agent = self.agent(name)
            for line in agent.queue():
                if line["mine"]:
                    agent.move(line["id"], "resolve").raise_for_status()
        reader = self.agent(READER)
        waiting = {line["conversation"] for line in reader.queue()}
        for customer in self.customers:
            if customer.conversation in waiting:
                customer.send("never mind", "cancel_handoff")
        wait_until(lambda: not reader.queue())
