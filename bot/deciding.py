"""Rasa's decision which action comes next, without what it looks at for nothing.

Before each action Rasa replays the whole session, once for rules that read the customer's words
and once for those that read the intent, and compares all of it with every rule. A rule only looks
at the last few states; ours look at one message.
"""

from __future__ import annotations

import copy
import functools
from collections import deque
from types import SimpleNamespace
from typing import Any

import rasa.core.policies.rule_policy
import rasa.core.processor
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.shared.core.constants import ACTION_LISTEN_NAME, USER
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT

_MORE = 2  # states beyond those that the longest rule looks at


def make_deciding_lean() -> None:
    """Apply everything to Rasa; safe to call again."""
    DialogueStateTracker.copy = copy_tracker
    _look_at_the_end_only()
    # Both copy deeply, in each turn, only what a line of the log may say that is not written.
    as_it_is = SimpleNamespace(deepcopy=lambda told: told)
    rasa.core.processor.copy = as_it_is
    rasa.core.policies.rule_policy.copy = as_it_is


def copy_tracker(self: DialogueStateTracker) -> DialogueStateTracker:
    """Rasa replays all events to copy a tracker, whose state is what comes of that."""
    new = self.__class__.__new__(self.__class__)
    new.__dict__.update(self.__dict__)
    new.events = deque(self.events, self.events.maxlen)
    new.slots = {name: copy.copy(slot) for name, slot in self.slots.items()}
    new.active_loop = copy.copy(self.active_loop)
    return new


def _look_at_the_end_only() -> None:
    find = RulePolicy._find_action_from_rules
    if hasattr(find, "__wrapped__"):
        return

    @functools.wraps(find)
    def find_at_the_end(
        self: RulePolicy,
        tracker: DialogueStateTracker,
        domain: Domain,
        use_text_for_last_user_input: bool,
    ) -> Any:
        if tracker.active_loop_name or _have_features(tracker):
            return find(self, tracker, domain, use_text_for_last_user_input)
        if use_text_for_last_user_input and not _reads_text(self):
            return None, None, False  # as where no rule fits
        end = end_of(tracker, _longest(self) + _MORE)
        return find(self, end, domain, use_text_for_last_user_input)

    RulePolicy._find_action_from_rules = find_at_the_end


def end_of(tracker: DialogueStateTracker, actions: int) -> DialogueStateTracker:
    """Return the tracker with what decides: its last turns, of so many actions at least.

    Without slots, none of which sways a decision, and without what was said to the customer.
    """
    events = list(filter(_decides, tracker.applied_events()))
    begins, found = 0, 0
    for place in range(len(events) - 2, -1, -1):
        found += isinstance(events[place], ActionExecuted)
        if found >= actions and _begins_a_turn(events[place], events[place + 1]):
            begins = place
            break
    new = tracker.__class__.__new__(tracker.__class__)
    new.__dict__.update(tracker.__dict__)
    new.slots = {}
    new.events = deque(events[begins:])
    return new


def _begins_a_turn(event: Event, following: Event) -> bool:
    listened = isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME
    return listened and isinstance(following, UserUttered)


def _decides(event: Event) -> bool:
    return not isinstance(event, (SlotSet, BotUttered))


def _have_features(tracker: DialogueStateTracker) -> bool:
    return any(slot.influence_conversation for slot in tracker.slots.values())


def _longest(policy: RulePolicy) -> int:
    """Return how many states the longest of its rules looks at; worked out once."""
    return _of_rules(policy)[0]


def _reads_text(policy: RulePolicy) -> bool:
    """Tell whether one of its rules reads the customer's words instead of the intent."""
    return _of_rules(policy)[1]


def _of_rules(policy: RulePolicy) -> tuple[int, bool]:
    kept: tuple[int, bool] | None = policy.__dict__.get("_kept_of_rules")
    if kept is None:
        rules = [policy._rule_key_to_state(key) for key in policy.lookup[RULES]]
        reads = any(state.get(USER, {}).get(TEXT) for states in rules for state in states)
        longest = max(map(len, rules), default=0)
        kept = policy.__dict__["_kept_of_rules"] = (longest, reads)
    return kept
