"""What Rasa 3.6.21 must do differently for us, each change with its reason.

All of it is installed by `install()` before the server starts; `tests/bot` shows each one at work.
"""

from __future__ import annotations

import functools
from typing import Any

import rasa.shared.utils.common
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.core.agent import Agent
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.events import Event

from bot.deciding import make_deciding_lean
from bot.lean import make_lean
from bot.sessions import keep_sessions_short


class ActionFailed(BaseException):
    """An action could not be run.

    Rasa swallows every `Exception` of an action and goes on without its answer: the customer
    would hear nothing. This is no `Exception`, so that the turn ends before anything is saved,
    and the worker can try it again.
    """


def install() -> None:
    """Apply every extension; safe to call again."""
    _fail_turns_whose_action_failed()
    _remember_event_classes()
    keep_sessions_short()
    make_lean()
    make_deciding_lean()


def insist_on_the_tracker_store(agent: Agent) -> None:
    """Let a turn fail when its tracker can't be kept.

    Rasa would fall back to memory with a log line, and what is said meanwhile would be gone. The
    worker keeps the message and tries again instead.
    """
    store = agent.tracker_store
    if isinstance(store, FailSafeTrackerStore):
        agent.tracker_store = store._tracker_store
        agent.processor.tracker_store = store._tracker_store


def _fail_turns_whose_action_failed() -> None:
    run = RemoteAction.run
    if hasattr(run, "__wrapped__"):
        return

    @functools.wraps(run)
    async def run_or_fail(self: RemoteAction, *args: Any, **kwargs: Any) -> Any:
        try:
            return await run(self, *args, **kwargs)
        except ActionExecutionRejection:
            raise
        except Exception as error:
            raise ActionFailed(f"{self.name()}: {error}") from error

    RemoteAction.run = run_or_fail


def _remember_event_classes() -> None:
    """Rasa walks the whole class tree for every event it reads."""
    walk = rasa.shared.utils.common.all_subclasses
    if hasattr(walk, "__wrapped__"):
        return
    event_classes: list[Any] = walk(Event)

    @functools.wraps(walk)
    def all_subclasses(cls: Any) -> list[Any]:
        return event_classes if cls is Event else walk(cls)

    rasa.shared.utils.common.all_subclasses = all_subclasses
