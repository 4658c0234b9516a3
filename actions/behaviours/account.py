"""Looking something up in the customer's own account, at the host site."""

from __future__ import annotations

from actions.dialogue import Turn
from core.answering import Dialogue
from core.conversations import AccountCard, Button, ChannelLink, article_button
from core.lookups import AccountLookup, Outcome


async def look_up(turn: Turn, dialogue: Dialogue, name: str) -> Dialogue:
    """Tell what the host site says, or why it can't be told and what helps instead."""
    lookups = turn.settings.lookups
    lookup = lookups.by_name[name]
    found = await turn.services.host_site.look_up(lookup, turn.profile, turn.settings.privacy.mask)
    signs_in = found.outcome is Outcome.NOT_SIGNED_IN and lookups.sign_in
    links = (ChannelLink(turn.speech.words("utter_sign_in"), lookups.sign_in),) if signs_in else ()
    words = lookup.words[found.outcome]
    turn.speech.tell(
        "\n".join([words, *map(str, found.rows)]),
        AccountCard(name, found.outcome.value, words, found.rows, links),
        _buttons(turn, lookup),
    )
    return dialogue.asked(turn.message.text)


def _buttons(turn: Turn, lookup: AccountLookup) -> list[Button]:
    """The article that fits, if there is one, and a person, unless one is on the way."""
    title = turn.services.knowledge.titles().get(lookup.article)
    article = [article_button(lookup.article, title)] if title else []
    return article if turn.situation.waiting else [*article, turn.speech.person_button()]
