"""Connections of a web process without a bot: the test says what the bot would say."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar, Protocol

import httpx
from ruamel.yaml import YAML
from sqlalchemy import update

from core.attachments import Attached, attachments_json
from core.channels import Delivery
from core.conversations import Author, InboxMessage, Utterance, utterance_from_event
from store.channels import Posted
from store.clock import now
from store.schema import identities
from tests.support.stack import CONNECTION_SECRETS
from tests.support.vendors.vendor import Vendor
from tests.support.waiting import until
from tests.support.web import Web
from web.attachments import keep_file


@dataclass
class At:
    """What tests do with the connections of a web process."""

    SECRETS: ClassVar[Mapping[str, str]] = CONNECTION_SECRETS

    web: Web
    settings: Path
    _said: int = 0

    async def connect(self, name: str, vendor: Vendor, **connection: object) -> None:
        """Put a connection into the settings, and wait until they count."""
        await self.add(name, {"label": name, "api": vendor.url, **connection})

    async def add(self, name: str, connection: Mapping[str, Any]) -> None:
        """Put a connection into the settings as it is, and wait until they count."""
        yaml, file = YAML(), self.settings / "connections.yml"
        settings = yaml.load(file)
        settings["connections"][name] = dict(connection)
        yaml.dump(settings, file)
        await until(lambda: name in self.web.services.settings.connections.by_name)

    async def inbox(self, most: int = 1) -> list[InboxMessage]:
        """Wait until so many messages are on their way to the bot, and return all there are."""

        async def came() -> bool:
            return len(await self.web.inbox()) >= most

        await until(came)
        return await self.web.inbox()

    async def bot_says(
        self,
        conversation: str,
        text: str,
        buttons: Sequence[tuple[str, str]] = (),
        author: Author = Author.BOT,
        files: Sequence[Attached] = (),
    ) -> None:
        """Record what the bot (or an agent) says, as the recorder does."""
        self._said += 1
        content: dict[str, Any] = attachments_json(files)
        if buttons:
            content["buttons"] = [{"title": t, "choice": choice} for t, choice in buttons]
        event = f"{conversation[:8]}-{self._said}"
        said = Utterance(event, conversation, author, text, now(), content=content)
        await asyncio.to_thread(self.web.services.transcripts.add, [said])

    async def file(self, conversation: str, name: str, data: bytes, alt: str = "") -> Attached:
        """Keep a file of an agent's, as an upload is kept."""
        self._said += 1
        kept = await keep_file(
            self.web.services, conversation, "sam", f"upload-{self._said}", data, name
        )
        return kept.attached(alt)

    async def outbox(self, conversation: str, state: Delivery | None = None) -> list[Posted]:
        """Wait until the conversation's messages are all in a state, and return them."""
        found: list[Posted] = []

        async def came() -> bool:
            found[:] = await asyncio.to_thread(self.web.services.outbox.of, conversation)
            return bool(found) and (state is None or all(p.state is state for p in found))

        await until(came)
        return found

    def record(self, said: InboxMessage) -> None:
        """Record what the bot has read, as the recorder does."""
        event = {"event": "user", "sender_id": said.conversation, "text": said.text}
        event |= {"timestamp": said.at, "message_id": said.id, "input_channel": said.channel}
        found = utterance_from_event(said.id, event)
        assert found
        self.web.services.transcripts.add([found])

    async def settled(self, name: str) -> None:
        """Wait until everything that came in over a connection is dealt with."""
        arrivals = self.web.services.arrivals
        await until(lambda: not arrivals.lanes([name]))

    async def shown(self, vendor: Shows, most: int = 1) -> list[dict[str, Any]]:
        """Wait until customers see so many messages, and return all they see."""
        await until(lambda: len(vendor.shown()) >= most)
        return vendor.shown()

    async def window_is_over(self) -> None:
        """Let the customers' last words be older than a day."""

        def age() -> None:
            with self.web.services.database.writing() as db:
                past = now() - timedelta(hours=24, seconds=1)
                db.execute(update(identities).values(last_in_at=past))

        await asyncio.to_thread(age)


class Shows(Protocol):
    """A vendor that tells what customers see."""

    def shown(self) -> list[dict[str, Any]]: ...


async def beside(call: Any, *args: Any, **more: Any) -> httpx.Response:
    """Do what a vendor does without holding up the web process, which shares our thread."""
    answer: httpx.Response = await asyncio.to_thread(call, *args, **more)
    return answer
