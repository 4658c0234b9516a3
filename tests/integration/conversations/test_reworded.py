"""What is changed in the product is said by an action server within moments, without a restart."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from actions.services import Services
from core.setting_versions import digest
from store.database import Database
from store.setting_versions import ChangedTexts, SettingVersions
from store.settings_files import LiveSettings
from tests.support.action_server import SettingsFolder, serving
from tests.support.rasa_side import Chat
from tests.support.waiting import until

WHO = "noor@tern.example"


@pytest.fixture
async def following(
    services: Services, settings: SettingsFolder, database: Database
) -> AsyncIterator[Services]:
    """An action server that follows what is changed in the product."""
    live = LiveSettings(settings.folder, changed=ChangedTexts(database))
    live.follow()
    yield replace(services, settings=live)
    live.close()


async def test_words_changed_in_the_product_are_said_at_once_and_undone_at_once(
    following: Services, settings: SettingsFolder, database: Database
) -> None:
    versions = SettingVersions(database, settings.folder)
    async with serving(following) as http:
        chat = Chat(http)
        (usual,) = await chat.type("hello", "greet", "action_greet")
        seen = digest(versions.get("words.yml").text)
        text = "words:\n  utter_greet:\n    - Ahoy! What can I look up?\n"
        changed = versions.change("words.yml", text, seen, WHO, "as sailors say")
        await until(lambda: "utter_greet" in following.settings.now().words)
        (said,) = await chat.type("hello", "greet", "action_greet")
        assert said.text == "Ahoy! What can I look up?"
        versions.undo("words.yml", changed.number, WHO)
        await until(lambda: following.settings.now().words == {})
        (again,) = await chat.type("hello", "greet", "action_greet")
        assert again.response == usual.response == "utter_greet"
