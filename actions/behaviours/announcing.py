"""Telling what is announced, before anybody looks for an answer."""

from __future__ import annotations

import asyncio

from actions.dialogue import Turn, queue_of, team_moment
from core.answering import Dialogue, TellAnnouncement
from core.conversations import Button, article_button


async def tell(turn: Turn, dialogue: Dialogue, act: TellAnnouncement) -> Dialogue:
    """Say what is announced; its articles, word of its end and a person are one tap away."""
    announcement, message = act.announcement, turn.message
    noted = turn.services.announcement_contacts.tell
    await asyncio.to_thread(noted, announcement.id, message.conversation, message.id, act.spared)
    if act.kindly:
        turn.speech.say_kindly()
    response, values = f"utter_announced_{announcement.state.value}", {"words": announcement.words}
    if announcement.next_news is not None:
        response += "_news"
        values["by"] = team_moment(turn, announcement.next_news, queue_of(turn))
    turn.speech.say(response, None, _buttons(turn, act), **values)
    return dialogue.awaiting(None)


def _buttons(turn: Turn, act: TellAnnouncement) -> list[Button]:
    titles = turn.services.knowledge.titles()
    buttons = [article_button(slug, titles[slug]) for slug in act.articles if slug in titles]
    if act.announcement.id not in turn.situation.subscribed:
        buttons.append(turn.speech.subscribe_button(act.announcement.id))
    return buttons if turn.situation.waiting else [*buttons, turn.speech.person_button()]
