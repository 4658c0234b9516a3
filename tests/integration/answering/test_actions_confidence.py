"""How sure the bot must be depends on the customer's segment, where the settings say so."""

from __future__ import annotations

from tests.support.action_server import SURE, SettingsFolder
from tests.support.rasa_side import Chat


async def test_a_segment_with_thresholds_of_its_own_is_held_to_them(
    chat: Chat, settings: SettingsFolder
) -> None:
    strict = {"answer": 0.9999, "clarify": 0.15, "choice": 0.05}
    settings.change("confidence.yml", "segments", value={"business": strict})
    assert (await chat.ask(SURE))[0].kind == "answer", "others are not affected"
    settings.change("confidence.yml", "segments", value={"business": strict, "newcomer": strict})
    assert (await Chat(chat.http).ask(SURE))[0].kind == "clarify"
