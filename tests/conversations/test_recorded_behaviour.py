"""What the running product says in scripted conversations is what it said when they were recorded.

Every utterance, card and button, what each decision rests on, what staff are told of the
conversation, and what is refused: in `tests/data/conversations.json`, the articles' own text in
`cards.json`. A difference is either a fault or meant; what is meant is recorded anew, and read in
the difference of these files:

    EFFIE_RECORD=1 make test ARGS=tests/conversations/test_recorded_behaviour.py
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.customer import Said
from tests.support.recorded import Recorded, skip_what_was_recorded
from tests.support.scripted.scene import Cast, Scene
from tests.support.scripted.scripts import SCRIPTS
from tests.support.scripted.shape import cards_of, shape_of
from tests.support.stack import running_stack


@pytest.fixture(scope="module")
def recorded() -> Recorded:
    return Recorded("conversations.json")


@pytest.fixture(scope="module")
def cards() -> Recorded:
    """The articles as they are shown, each once."""
    return Recorded("cards.json")


@pytest.fixture(scope="module")
def cast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    """The product for itself: how long one waits depends on everybody who is there."""
    with running_stack(tmp_path_factory.mktemp("recorded")) as stack:
        cast = Cast(stack)
        yield cast
        cast.go()


def test_all_scripts_are_recorded_and_nothing_else(recorded: Recorded) -> None:
    recorded.keep_only(set(SCRIPTS))


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_conversation_goes_as_it_went_when_it_was_recorded(
    cast: Cast, recorded: Recorded, cards: Recorded, name: str
) -> None:
    script = SCRIPTS[name]
    cast.gather(script.team)
    scene = Scene(cast, script.who, script.ahead)
    try:
        script.play(scene)
        context, customer = scene.context(), scene.customer
        assert [as_told(said) for said in customer.heard] == [
            as_told(said) for said in context["transcript"]
        ], "the customer's page and the desk show the same"
        for slug, card in cards_of(customer.heard).items():
            cards.check(slug, card)
        found = shape_of(context, customer.state, scene.refused, cast.people)
        recorded.check(name, found)
    finally:
        scene.clear_up()
    skip_what_was_recorded()


def as_told(said: Said) -> tuple[str, str, dict[str, Any]]:
    content = {key: each for key, each in said["content"].items() if key != "evidence"}
    return said["author"], said["text"], content
