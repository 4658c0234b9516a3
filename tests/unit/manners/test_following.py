"""Which manner the assistant's own wording follows."""

from __future__ import annotations

import pytest

from core.answering import Dialogue, manner_followed
from core.manners import Manner, MannerRead


@pytest.mark.parametrize(
    ("manner", "dialogue", "upset", "followed"),
    [
        (Manner.HURRIED, Dialogue(), False, Manner.HURRIED),
        (Manner.CHATTY, Dialogue(), False, Manner.CHATTY),
        (Manner.HURRIED, Dialogue(), True, Manner.HURRIED),
        (Manner.CHATTY, Dialogue(), True, None),
        (Manner.CHATTY, Dialogue(angered=True), False, None),
        (Manner.FEELING, Dialogue(angered=True), False, Manner.FEELING),
        (Manner.FEELING, Dialogue(sensitive="self_harm"), False, None),
        (None, Dialogue(), False, None),
    ],
)
def test_nothing_is_light_to_the_angry_and_nothing_put_otherwise_in_distress(
    manner: Manner | None, dialogue: Dialogue, upset: bool, followed: Manner | None
) -> None:
    read = MannerRead(manner, ()) if manner else None
    assert manner_followed(read, dialogue, upset) is followed
