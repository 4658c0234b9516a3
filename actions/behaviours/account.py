"""Looking something up in the customer's own account, at the host site."""

from __future__ import annotations

from actions.dialogue import Turn
from actions.host_site import LookedUp
from core.answering import Dialogue, LookUpAccount
from core.conversations import AccountCard, Button, ChannelLink, article_button
from core.lookups import AccountLookup, Outcome
from store.clock import now

_TO_SIGN_IN = frozenset({Outcome.NOT_SIGNED_IN, Outcome.SIGNED_IN_LONG_AGO})


async def look_up(turn: Turn, dialogue: Dialogue, act: LookUpAccount) -> Dialogue:
    """Tell what the host site says, or why it can't be told and what helps instead."""
    lookups = turn.settings.lookups
    lookup = lookups.by_name[act.lookup]
    found = await _looked_up(turn, lookup)
    signs_in = found.outcome in _TO_SIGN_IN and lookups.sign_in
    links = (ChannelLink(turn.speech.words("utter_sign_in"), lookups.sign_in),) if signs_in else ()
    words = lookups.words(lookup, found.outcome)
    turn.speech.tell(
        "\n".join([words, *map(str, found.rows)]),
        AccountCard(lookup.name, found.outcome.value, words, found.rows, links),
        _buttons(turn, act.articles[:1] if found.rows else act.articles),
    )
    return dialogue


async def _looked_up(turn: Turn, lookup: AccountLookup) -> LookedUp:
    if turn.settings.lookups.asks_anew(turn.profile, now()):
        return LookedUp(Outcome.SIGNED_IN_LONG_AGO)
    return await turn.services.host_site.look_up(lookup, turn.profile, turn.settings.privacy.mask)


def _buttons(turn: Turn, articles: tuple[str, ...]) -> list[Button]:
    """The articles that fit, and a person, unless one is on the way."""
    titles = turn.services.knowledge.titles()
    buttons = [article_button(slug, titles[slug]) for slug in articles if slug in titles]
    return buttons if turn.situation.waiting else [*buttons, turn.speech.person_button()]
