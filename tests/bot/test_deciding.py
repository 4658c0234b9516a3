"""Rasa decides the same by the end of a session as by all of it."""

from __future__ import annotations

import functools
import random
from collections.abc import Iterator
from typing import Any

import pytest
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.deciding import end_of
from bot.extensions import install

INTENTS = ("greet", "question", "thanks")
DOMAIN = Domain.from_dict(
    {
        "intents": [*INTENTS, "unheard_of"],
        "actions": [f"action_{intent}" for intent in INTENTS],
        "slots": {
            "failures": {
                "type": "float",
                "initial_value": 0,
                "influence_conversation": False,
                "mappings": [{"type": "custom"}],
            }
        },
    }
)


@pytest.fixture(autouse=True)
def installed() -> None:
    install()
    install()


@pytest.fixture
def policy() -> RulePolicy:
    """A policy that has learnt a rule for each intent, one of two turns, and one for the start."""
    rules: dict[str, str] = {}
    listened = '{"prev_action": {"action_name": "action_listen"}, "user": {"intent": "%s"}}'
    did = '{"prev_action": {"action_name": "action_%s"}, "user": {"intent": "%s"}}'
    for intent in INTENTS:
        rules[f"[{listened % intent}]"] = f"action_{intent}"
        rules[f"[{listened % intent}, {did % (intent, intent)}]"] = "action_listen"
    twice = (listened % "greet", did % ("greet", "greet"), listened % "greet")
    rules[f"[{', '.join(twice)}]"] = "action_thanks"
    rules[f"[{{}}, {listened % 'thanks'}]"] = "action_greet"
    config = RulePolicy.get_default_config()
    context = ExecutionContext(GraphSchema({}), "")
    return RulePolicy(config, None, Resource("rules"), context, lookup={RULES: rules})  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(40))
def test_what_comes_next_is_decided_by_the_end_of_a_session_as_by_all_of_it(
    policy: RulePolicy, seed: int
) -> None:
    for tracker in talk(random.Random(seed)):
        assert decided(policy, tracker) == decided_by_all(policy, tracker)


def test_rules_of_two_turns_and_of_the_start_are_kept(policy: RulePolicy) -> None:
    tracker = DialogueStateTracker("c", DOMAIN.slots)
    happen(tracker, ActionExecuted("action_listen"), heard("thanks"))
    assert decided(policy, tracker)[:2] == [None, "action_greet"], "the rule of the start"
    for _ in range(9):
        done(tracker, "action_thanks", "action_listen")
        happen(tracker, heard("greet"))
        assert decided(policy, tracker)[:2] == [None, "action_greet"]
        done(tracker, "action_greet", "action_listen")
        happen(tracker, heard("greet"))
        assert decided(policy, tracker)[:2] == [None, "action_thanks"], "the rule of two turns"
    assert len(end_of(tracker, 5).applied_events()) < 20 < len(tracker.applied_events())


def test_a_rule_that_reads_the_words_is_still_asked(policy: RulePolicy) -> None:
    said = '{"prev_action": {"action_name": "action_listen"}, "user": {"text": "hello"}}'
    policy.lookup[RULES][f"[{said}]"] = "action_greet"
    tracker = DialogueStateTracker("c", DOMAIN.slots)
    message = UserUttered("hello", {"name": "unheard_of"})
    happen(tracker, ActionExecuted("action_listen"), message)
    assert decided(policy, tracker)[0] == "action_greet"


def test_a_copy_of_a_tracker_is_what_a_replay_of_its_events_is() -> None:
    for tracker in talk(random.Random(1)):
        copied, replayed = tracker.copy(), tracker.travel_back_in_time(float("inf"))
        assert copied.__dict__.keys() == replayed.__dict__.keys()
        assert copied.events == replayed.events
        assert copied.current_state() == replayed.current_state()
        happen(copied, SlotSet("failures", 99.0), ActionExecuted("action_greet"))
        assert tracker.get_slot("failures") != 99.0
        assert len(tracker.events) == len(copied.events) - 2


def talk(dice: random.Random) -> Iterator[DialogueStateTracker]:
    """Lead a conversation, and stop where something is to be decided."""
    tracker = DialogueStateTracker("c", DOMAIN.slots)
    if dice.random() < 0.5:
        happen(tracker, ActionExecuted("action_session_start"), SessionStarted())
    happen(tracker, ActionExecuted("action_listen"))
    for turn in range(dice.randrange(1, 9)):
        happen(tracker, heard(dice.choice([*INTENTS, "unheard_of"])))
        if dice.random() < 0.2:
            happen(tracker, UserUttered("for an agent"), BotUttered("said by one"))
        for action in (f"action_{dice.choice(INTENTS)}", "action_listen"):
            yield tracker
            happen(tracker, DefinePrevUserUtteredFeaturization(False))
            done(tracker, action)
            happen(tracker, SlotSet("failures", float(turn)), BotUttered("a word"))
            if dice.random() < 0.1:
                happen(tracker, UserUttered("between"))


def heard(intent: str) -> UserUttered:
    return UserUttered(intent, {"name": intent, "confidence": 1.0})


def done(tracker: DialogueStateTracker, *actions: str) -> None:
    happen(tracker, *map(ActionExecuted, actions))


def happen(tracker: DialogueStateTracker, *events: Event) -> None:
    tracker.update_with_events(list(events), DOMAIN)


def decided(policy: RulePolicy, tracker: DialogueStateTracker) -> list[Any]:
    """What rules say that read the words, what those that read the intent, and what is done."""
    find = policy._find_action_from_rules
    return _decided(policy, tracker, functools.partial(find, tracker, DOMAIN))


def decided_by_all(policy: RulePolicy, tracker: DialogueStateTracker) -> list[Any]:
    with pytest.MonkeyPatch.context() as patch:
        find = RulePolicy._find_action_from_rules.__wrapped__
        patch.setattr(RulePolicy, "_find_action_from_rules", find)
        return _decided(policy, tracker, functools.partial(find, policy, tracker, DOMAIN))


def _decided(policy: RulePolicy, tracker: DialogueStateTracker, find: Any) -> list[Any]:
    found = [find(use_text_for_last_user_input=by_text)[0] for by_text in (True, False)]
    prediction = policy.predict_action_probabilities(tracker, DOMAIN)
    return [*found, prediction.probabilities]
