"""The pages of webhooks: an admin adds one, tries it, reads what came of it and sends it again."""

from __future__ import annotations

import re
from pathlib import Path

from core.staff import Role
from store.audit import read_audit
from store.database import Database
from tests.support.waiting import until
from tests.support.web import running_web, sign_in
from tests.support.webhook_receiver import WebhookReceiver

AS_A_PERSON = {"Accept": "text/html"}
_SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]{40,60}")
_REPLAY = re.compile(r'action="(/webhooks/\d{1,9}/deliveries/\d{1,9}/replay)"')


async def test_an_admin_adds_a_webhook_tries_it_and_sends_again_what_was_sent(
    database: Database, redis_url: str, tmp_path: Path
) -> None:
    with WebhookReceiver() as receiver:
        hosts = [receiver.host]
        async with (
            running_web(database.url, redis_url, tmp_path, webhook_hosts=hosts) as web,
            web.browser() as browser,
        ):
            web.add_staff("Ravi Menon", Role.ADMIN)
            csrf = {"csrf": await sign_in(browser, "ravi@tern.example")}
            form = {**csrf, "url": "http://127.0.0.1:1/", "event": ["gap.opened"]}
            refused = await browser.post("/webhooks", data=form, headers=AS_A_PERSON)
            assert (refused.status_code, "over HTTPS alone" in refused.text) == (422, True)
            added = await browser.post("/webhooks", data={**form, "url": f"{receiver.url}/e?t=1"})
            assert added.status_code == 303
            (endpoint,) = web.services.webhook_endpoints.all()
            place = f"/webhooks/{endpoint.id}"
            page = await browser.get(place)
            found = _SECRET.search(page.text)
            assert found, page.text
            receiver.secret = found[0]

            assert (await browser.post(f"{place}/test", data=csrf)).status_code == 303
            await until(lambda: len(receiver.events) == 1)
            ((name, told),) = receiver.events.items()
            assert told["type"] == "webhook.test"

            async def is_delivered() -> bool:
                return "Delivered" in (await browser.get(place)).text

            await until(is_delivered)
            page = await browser.get(place)
            assert name in page.text
            replay = _REPLAY.search(page.text)
            assert replay, page.text
            assert (await browser.post(replay[1], data=csrf)).status_code == 303
            await until(lambda: receiver.copies[name] == 1)

            chosen = {**csrf, "event": ["effort.scored", "conversation.opened"]}
            assert (await browser.post(f"{place}/events", data=chosen)).status_code == 303
            now_chosen = web.services.webhook_endpoints.get(endpoint.id).events
            assert now_chosen == ("conversation.opened", "effort.scored")
            await browser.post(f"{place}/secret", data=csrf)
            assert found[0] not in (await browser.get(place)).text
            await browser.post(f"{place}/off", data=csrf)
            assert "Switch on" in (await browser.get(place)).text
            await browser.post(f"{place}/remove", data=csrf)
            assert (await browser.get(place)).status_code == 404
            assert "There is no webhook yet" in (await browser.get("/webhooks")).text
        written = [line.what for line in read_audit(database, endpoint.subject)]
        assert written == [
            f"webhook.{what}" for what in ("add", "choose", "renew", "off", "remove")
        ]
        assert receiver.refused == []
