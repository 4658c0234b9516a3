"""At the desk: who the customer is on each channel, what failed, and what they changed."""

from __future__ import annotations

from typing import Any

from ruamel.yaml import YAML

from core.channels import Delivery
from core.channels.linking import NOT_IN_SEGMENT
from core.conversations import Author
from core.staff import Role
from tests.integration.linking.test_going_over import linked
from tests.support.channels import At, beside
from tests.support.desk import Agent, at_the_desk
from tests.support.linking import Page, saw
from tests.support.vendors.telegram import TelegramVendor
from tests.support.vendors.whatsapp import WhatsAppVendor
from tests.support.waiting import until


async def context(agent: Agent, conversation: str) -> dict[str, Any]:
    told: dict[str, Any] = await agent.get(f"conversations/{conversation}")
    return told


async def test_who_they_are_on_each_channel_is_shown_with_hints_and_unlinked_by_who_leads(
    at: At, page: Page, vendor: TelegramVendor
) -> None:
    await page.say("hello")
    await linked(page, vendor)
    async with (
        at_the_desk(at.web, "Sam Smith") as sam,
        at_the_desk(at.web, "Nora North", Role.SUPERVISOR) as nora,
    ):
        shown = (await context(sam, page.conversation))["channels"]
        website, telegram = shown
        assert website["label"] == "Website chat"
        assert (telegram["name"], telegram["language"]) == ("Ana", "en")
        assert (telegram["assurance"], telegram["here"], telegram["place"]) == (2, True, 1)
        path = f"identities/{telegram['identity']}/unlink"
        assert (await sam.post(path)).status_code == 403
        assert (await nora.post(path)).status_code == 200
        assert len((await context(sam, page.conversation))["channels"]) == 1
    await at.bot_says(page.conversation, "For the page alone", author=Author.AGENT)
    await beside(vendor.say, "who am I?")
    other = (await at.inbox(3))[-1]
    assert other.conversation != page.conversation
    assert not any("For the page alone" in each["text"] for each in vendor.shown())


async def test_what_fails_goes_by_the_next_channel_once_and_again_by_hand(
    at: At, page: Page, vendor: TelegramVendor
) -> None:
    with WhatsAppVendor(at.web.url) as phone:
        await at.connect("whatsapp", phone, kind="whatsapp", account=phone.settings["account"])
        await page.say("hello")
        await linked(page, vendor)
        await over_to(page, phone)
        await beside(vendor.say, "I am on Telegram")
        await at.inbox(4)
        vendor.blocked.add(str(vendor.customer))
        await at.bot_says(page.conversation, "Your answer", author=Author.AGENT)
        await until(lambda: any("Your answer" in each["text"] for each in phone.shown()))
        posted = at.web.services.outbox.of(page.conversation)
        failed = [each for each in posted if each.state is Delivery.FAILED]
        assert len(failed) == 1
        async with at_the_desk(at.web, "Sam Smith") as sam:
            told = await context(sam, page.conversation)
            assert "blocked us" in next(
                each["why_not"] for each in told["channels"] if each["connection"] == "telegram"
            )
            assert told["deliveries"][-1]["channel"] == "whatsapp"
            vendor.blocked.clear()
            answer = await sam.post(f"outgoing/{failed[0].id}/again")
            assert answer.status_code == 202
            await saw(vendor, "Your answer")
            assert (await sam.post(f"outgoing/{failed[0].id}/again")).status_code == 409
        shown = [each["text"] for each in phone.shown()]
        assert sum("Your answer" in text for text in shown) == 1


async def test_what_the_chat_offers_is_shown_and_why_not_the_rest(
    at: At, page: Page, vendor: TelegramVendor
) -> None:
    await at.add("app", {"label": "Our app", "kind": "webhook", "api": "http://127.0.0.1:1"})
    await page.say("hello")

    async def offered(agent: Agent) -> list[tuple[str, int, str]]:
        told = (await context(agent, page.conversation))["offer"]
        return [(each["label"], each["place"], each["why_not"]) for each in told]

    async with at_the_desk(at.web, "Sam Smith") as sam:
        off = ("Our app", 0, "It is switched off.")
        assert await offered(sam) == [("telegram", 1, ""), off]
        await linked(page, vendor)
        at.web.services.identities.note_unreachable("telegram", str(vendor.customer), "Blocked.")
        assert await offered(sam) == [("telegram", 0, "Blocked."), off]
        yaml, file = YAML(), at.settings / "segments.yml"
        told = yaml.load(file)
        for segment in told["segments"].values():
            segment["continue_on"] = ["app"]
        yaml.dump(told, file)
        await until(lambda: at.web.services.settings.segments.of("").continue_on == ("app",))
        assert [each[2] for each in await offered(sam)] == [off[2], NOT_IN_SEGMENT]


async def over_to(page: Page, phone: WhatsAppVendor) -> None:
    offered = await page.offered("whatsapp")
    await beside(phone.say, f"Continue {offered['code']}")
    await until(lambda: any(str(offered["number"]) in each["text"] for each in phone.shown()))
    await beside(phone.tap, "Yes")
    await page.decide(offered["id"])

    async def done() -> bool:
        return bool((await page.state(offered["id"]))["state"] == "done")

    await until(done)


async def test_an_edit_and_its_channel_stand_beside_what_was_said_first(
    at: At, vendor: TelegramVendor
) -> None:
    await beside(vendor.say, "hello")
    (said,) = await at.inbox()
    chat = {"id": vendor.customer, "type": "private"}
    edited = {"message_id": 1, "chat": chat, "from": vendor.person(vendor.customer)}
    await beside(vendor.update, edited_message={**edited, "text": "hello, it is urgent"})
    assert at.web.services.arrivals.lanes(["telegram"]), "it has overtaken the record, and waits"
    at.record(said)
    await until(lambda: bool(at.web.services.changes.of(said.conversation)))
    async with at_the_desk(at.web, "Sam Smith") as sam:
        told = await context(sam, said.conversation)
    (change,) = told["changes"]
    assert (change["message"], change["what"]) == (said.id, "edited")
    assert change["text"] == "hello, it is urgent"
    assert told["transcript"][0]["text"] == "hello"
    assert told["transcript"][0]["channel"] == "telegram"


async def test_a_customers_page_has_their_conversations_on_each_linked_channel(
    at: At, page: Page, vendor: TelegramVendor
) -> None:
    await beside(vendor.say, "I wrote on Telegram first")
    (first,) = await at.inbox()
    at.record(first)
    await page.say("hello from the page")
    at.record((await at.inbox(2))[-1])
    async with at_the_desk(at.web, "Sam Smith") as sam:
        path = f"/desk/customers/{page.conversation}"
        assert first.conversation not in (await sam.browser.get(path)).text, "nothing is linked"
        await linked(page, vendor)
        shown = (await sam.browser.get(path)).text
        other = (await sam.browser.get(f"/desk/customers/{first.conversation}")).text
    label = at.web.services.settings.connections.by_name["telegram"].label
    for part in ("hello from the page", "I wrote on Telegram first", ">Website<", f">{label}<"):
        assert part in shown, part
        assert part in other, part
