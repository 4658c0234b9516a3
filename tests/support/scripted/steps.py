"""What the people of a scripted conversation do. A step waits until it has had its effect."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Union

from tests.support.scripted.scene import EVERYBODY, Scene, Team

Step = Callable[[Scene], None]


@dataclass(frozen=True)
class Script:
    """A conversation: plain text is what the customer types, everything else is a step.

    who: what the host site signs about the customer; nothing for a stranger
    ahead: how many others wait for a person already
    """

    steps: tuple[Union[str, Step], ...]
    who: Mapping[str, str] = field(default_factory=dict)
    team: Team = EVERYBODY
    ahead: int = 0

    def play(self, scene: Scene) -> None:
        for step in self.steps:
            (types(step) if isinstance(step, str) else step)(scene)
        scene.wait_until_quiet()


def script(*steps: Union[str, Step], **given: Any) -> Script:
    return Script(steps, **given)


def types(text: str) -> Step:
    """The customer types something, and the bot answers."""

    def step(scene: Scene) -> None:
        scene.customer.say(text)

    return step


def presses(choice: str, text: str = "") -> Step:
    """The customer presses a button, or sends its form with a text; the bot answers."""

    def step(scene: Scene) -> None:
        words = text or _title_of(scene, choice)
        scene.customer.replies_to(scene.customer.send(words, choice))

    return step


def presses_one(kind: str, number: int = 1) -> Step:
    """The customer presses one of the buttons that were offered last, by its place among them."""

    def step(scene: Scene) -> None:
        offered = [said["content"]["buttons"] for said in _offering(scene, kind)][-1]
        button = offered[number - 1]
        sent = scene.customer.send(button["title"], button["choice"])
        scene.customer.replies_to(sent)

    return step


def types_unheard(text: str, choice: str = "") -> Step:
    """The customer sends something to which the bot says nothing: an agent holds the chat."""

    def step(scene: Scene) -> None:
        message = scene.customer.send(text, choice)
        scene.customer.wait_until(lambda: message in _messages(scene))

    return step


def is_refused(**body: object) -> Step:
    """The customer's page sends what is not taken."""
    return lambda scene: scene.note_refusal(scene.customer.post(**{"id": "message-0001", **body}))


def comes_again() -> Step:
    """The same customer begins another conversation."""

    def step(scene: Scene) -> None:
        scene.wait_until_quiet()
        scene.begin()

    return step


def claims(name: str) -> Step:
    """An agent takes the conversation."""

    def step(scene: Scene) -> None:
        scene.agent(name).move(scene.handoff, "claim").raise_for_status()
        _noticed(scene, "has joined")

    return step


def replies(name: str, text: str) -> Step:
    """An agent says something."""

    def step(scene: Scene) -> None:
        assert scene.agent(name).reply(scene.handoff, text).status_code == 202
        scene.customer.wait_for_text(text)

    return step


def notes(name: str, text: str) -> Step:
    """An agent writes a note for the team."""

    def step(scene: Scene) -> None:
        scene.agent(name).note(scene.customer.conversation, text).raise_for_status()

    return step


def releases(name: str) -> Step:
    """An agent puts the conversation back."""
    return _moves(name, "release", "back in the queue")


def transfers(name: str, **body: str) -> Step:
    """An agent passes the conversation on, to a queue or to a colleague who is named."""

    def step(scene: Scene) -> None:
        colleague = body.get("to")
        goal = {"to_agent": scene.agent(colleague).id} if colleague else {}
        given = {key: value for key, value in body.items() if key != "to"} | goal
        _moves(name, "transfer", "passing you on", **given)(scene)

    return step


def resolves(name: str, **ending: object) -> Step:
    """An agent ends it, and the assistant is back."""
    return _moves(name, "resolve", "I'm back with you", **ending)


def may_not(name: str, what: str, **body: object) -> Step:
    """An agent tries a move that is refused."""
    return lambda scene: scene.note_refusal(scene.agent(name).move(scene.handoff, what, **body))


def _moves(name: str, what: str, notice: str, **body: object) -> Step:
    def step(scene: Scene) -> None:
        scene.agent(name).move(scene.handoff, what, **body).raise_for_status()
        _noticed(scene, notice)

    return step


def _noticed(scene: Scene, part: str) -> None:
    """Wait until something new is said that contains these words."""
    known = scene.count(part)
    scene.customer.wait_until(lambda: scene.count(part) > known)
    scene.customer.catch_up()


def _title_of(scene: Scene, choice: str) -> str:
    for said in reversed(scene.customer.heard):
        for button in said["content"].get("buttons", []):
            if button["choice"] == choice:
                return str(button["title"])
    raise AssertionError(f"no button {choice}: {scene.customer.texts()}")


def _offering(scene: Scene, kind: str) -> list[dict[str, Any]]:
    found = [said for said in scene.customer.heard if said["content"].get("kind") == kind]
    assert found, f"nothing of kind {kind}: {scene.customer.texts()}"
    return found


def _messages(scene: Scene) -> set[str]:
    return {str(said["message"]) for said in scene.customer.heard}
