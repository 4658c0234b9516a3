"""Telling customers when what is announced is solved: who asked, and where."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from actions.dialogue import Turn
from core.answering import Dialogue, Pending, Subscribe, SubscribeAt, Unsubscribe
from core.channels import Kind
from core.conversations import WEB_CHANNEL, ContactMissing
from store.announcements import Noted
from store.contacts import contacts_of, read_contact


async def subscribe(turn: Turn, dialogue: Dialogue, act: Subscribe) -> Dialogue:
    """Note that they are told where they are; on a page an e-mail may tell them instead."""
    noted = turn.services.subscribers.subscribe
    if not await _note(turn, act, noted, turn.message.conversation):
        return _nothing_to_wait_for(turn, dialogue)
    if turn.channel != WEB_CHANNEL or not _mails(turn):
        place = "_chat" if turn.channel == WEB_CHANNEL else ""
        button = turn.speech.unsubscribe_button(act.announcement)
        turn.speech.say(f"utter_subscribed{place}", buttons=[button])
        return dialogue.awaiting(None)
    known = contacts_of(turn.profile, turn.settings.handoff.phone_country)
    addresses = [each.value for each in known if each.kind == "email"]
    turn.speech.ask_news_address("utter_subscribed_ask", act.announcement, addresses)
    return dialogue.awaiting(Pending.NEWS_ADDRESS)


async def subscribe_at(turn: Turn, dialogue: Dialogue, act: SubscribeAt) -> Dialogue:
    """Take the address; one that can't be read is asked for again."""
    address = _address_of(turn)
    if not address or not _mails(turn):
        turn.speech.ask_news_address("utter_subscribed_unclear", act.announcement, ())
        return dialogue.awaiting(Pending.NEWS_ADDRESS)
    noted, conversation = turn.services.subscribers.subscribe_at, turn.message.conversation
    if not await _note(turn, act, noted, conversation, address):
        return _nothing_to_wait_for(turn, dialogue)
    button = turn.speech.unsubscribe_button(act.announcement)
    turn.speech.say("utter_subscribed_at", buttons=[button], address=address)
    return dialogue.awaiting(None)


async def unsubscribe(turn: Turn, dialogue: Dialogue, act: Unsubscribe) -> Dialogue:
    """Let them wait no longer; who never did, or was told, reads that nothing more comes."""
    let = turn.services.subscribers.unsubscribe
    await asyncio.to_thread(let, act.announcement, turn.message.conversation)
    turn.speech.say("utter_unsubscribed")
    return dialogue.awaiting(None)


async def _note(
    turn: Turn, act: Subscribe | SubscribeAt, note: Callable[..., Noted | None], *where: str
) -> bool:
    """Note it, if it stands for this customer; what is for others is none of their business."""
    if act.announcement not in turn.situation.unsolved:
        return False
    return await asyncio.to_thread(note, act.announcement, *where) is not None


def _nothing_to_wait_for(turn: Turn, dialogue: Dialogue) -> Dialogue:
    turn.speech.say("utter_subscribed_over")
    return dialogue.awaiting(None)


def _mails(turn: Turn) -> bool:
    """Whether a mailbox is set up from which a mail can go."""
    return any(each.kind is Kind.EMAIL for each in turn.settings.connections)


def _address_of(turn: Turn) -> str:
    try:
        contact = read_contact(turn.message.text, turn.settings.handoff.phone_country)
    except ContactMissing:
        return ""
    return contact.value if contact.kind == "email" else ""
