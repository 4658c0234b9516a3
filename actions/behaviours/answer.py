"""Showing an article, and asking which one is meant."""

from __future__ import annotations

from actions.dialogue import Turn, search, told_next, usual_next
from core.answering import Dialogue, Hit, Pending, Pick, choices_of
from core.subjects import Aftermath


async def show(
    turn: Turn,
    dialogue: Dialogue,
    slug: str,
    before: str = "",
    kindly: bool = False,
    span: str = "",
) -> Dialogue:
    """Show an article, ask whether it helped, and offer what is usually asked next.

    before: an article to show before it; left out if it is gone
    kindly: its reader is upset: a kind word comes first, and a person is one tap away
    span: the sentence of it that is shown first, and marked
    """
    knowledge = turn.services.knowledge
    article = knowledge.article(slug)
    other = knowledge.article(before) if before else None
    if article is None:
        return await (
            show(turn, dialogue, before, kindly=kindly)
            if other
            else _offer_instead(turn, dialogue, slug)
        )
    if kindly:
        turn.speech.say_kindly()
    elif turn.shows_manner:
        turn.speech.say_before_answer()
    if other is not None:
        turn.speech.answer(other, turn.segment.presentation)
    turn.speech.answer(article, turn.segment.presentation, span)
    after = dialogue.answered(slug, other.slug if other else "")
    never = turn.settings.sensitive.never_after(dialogue.sensitive)
    if Aftermath.HELPED in never:
        after = after.awaiting(None)
    else:
        turn.speech.ask_whether_helped(slug, or_person=kindly)
    if Aftermath.NEXT_QUESTIONS not in never:
        usual = usual_next(turn, after)
        turn.speech.offer_next(usual, told_next(turn, after, usual))
    return after


async def show_picked(turn: Turn, dialogue: Dialogue, pick: Pick) -> Dialogue:
    """Show the article that the customer picked; its title is what they ask now."""
    if pick.new_request:
        title = turn.services.knowledge.titles().get(pick.slug)
        dialogue = dialogue.asked(title or pick.slug.replace("_", " "))
    return await show(turn, dialogue, pick.slug)


def clarify(turn: Turn, dialogue: Dialogue, hits: tuple[Hit, ...]) -> Dialogue:
    """Ask which of these articles is meant."""
    response = "utter_clarify_other" if dialogue.tried else "utter_clarify"
    never = turn.settings.sensitive.never_after(dialogue.sensitive)
    titles = [(hit.slug, hit.title) for hit in hits]
    turn.speech.clarify(response, titles, person_first=Aftermath.SELF_SERVICE in never)
    return dialogue.awaiting(Pending.CLARIFY)


def offer_again(turn: Turn, dialogue: Dialogue, slugs: tuple[str, ...]) -> Dialogue:
    """Offer articles again, as buttons; those gone since are left out."""
    titles = turn.services.knowledge.titles()
    turn.speech.clarify("utter_clarify", [(s, titles[s]) for s in slugs if s in titles])
    return dialogue.awaiting(Pending.CLARIFY)


def ask_again(turn: Turn, dialogue: Dialogue) -> Dialogue:
    """Ask for other words."""
    turn.speech.ask_for_words()
    return dialogue.awaiting(None)


async def _offer_instead(turn: Turn, dialogue: Dialogue, slug: str) -> Dialogue:
    """An article is gone: offer what comes closest, if anything does."""
    found, situation = await search(turn, dialogue.last_question), turn.situation
    choices = choices_of(found, situation.history(dialogue), situation.rules.thresholds)
    titles = [(hit.slug, hit.title) for hit in choices if hit.slug != slug]
    turn.speech.clarify("utter_article_gone", titles)
    return dialogue.awaiting(Pending.CLARIFY) if titles else dialogue.awaiting(None)
