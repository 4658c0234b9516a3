"""Telling what the settings know about the company."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from actions.dialogue import Turn, queue_of
from core.answering import Dialogue
from core.conversations import Button, ChannelLink, FactCard, OpenStretch
from core.handoffs import (
    CLOSED,
    Hours,
    channels_for,
    closures_in_words,
    day_in_words,
    hours_of_day_in_words,
    moment_in_words,
    now_in_words,
    week_in_words,
    zone_in_words,
)
from core.subjects import Fact, days_asked
from store.clock import now

_CLOSURES_WITHIN = timedelta(days=45)


def tell(turn: Turn, dialogue: Dialogue, fact: Fact) -> Dialogue:
    """Tell a fact; a person stays one tap away."""
    hours, at, company = queue_of(turn).hours, now(), turn.settings.company
    if fact is Fact.HOURS:
        _tell_hours(turn, dialogue, hours, at)
        return dialogue
    values = {
        "phone": company.phone,
        "email": company.email,
        "place": company.place,
        "week": week_in_words(hours),
        "zone": zone_in_words(hours.zone),
        "now": now_in_words(hours, at),
    }
    card = FactCard(fact.value, links=_links(turn, fact, at))
    turn.speech.say(f"utter_fact_{fact.value}", card, _person(turn), **values)
    return dialogue


def _tell_hours(turn: Turn, dialogue: Dialogue, hours: Hours, at: datetime) -> None:
    today = at.astimezone(hours.zone).date()
    days = _days(turn, dialogue, today)
    values = {"zone": zone_in_words(hours.zone), "now": now_in_words(hours, at)}
    if not days:
        card = _card(hours, (_next_open_day(hours, at, today),))
        values["week"] = week_in_words(hours)
        closures = closures_in_words(hours, today, _CLOSURES_WITHIN)
        turn.speech.say("utter_fact_hours", card, () if closures else _person(turn), **values)
        if closures:
            turn.speech.say("utter_fact_hours_closures", None, _person(turn), days=closures)
        return
    values |= {"days": _days_in_words(days, today), "times": _times_in_words(hours, days, today)}
    turn.speech.say(
        _response_for(hours, days, today),
        _card(hours, days),
        _person(turn),
        back_at=_back_after(hours, days[-1], at),
        **values,
    )


def _days(turn: Turn, dialogue: Dialogue, today: date) -> tuple[date, ...]:
    """Return the days that the words name, or else the question that they lean on."""
    named_days = turn.settings.company.named_days
    return days_asked(turn.message.text, today, named_days) or days_asked(
        dialogue.last_question, today, named_days
    )


def _response_for(hours: Hours, days: Sequence[date], today: date) -> str:
    if all(hours_of_day_in_words(hours, day) == CLOSED for day in days):
        return "utter_fact_hours_closed"
    return "utter_fact_hours_today" if days == (today,) else "utter_fact_hours_of_day"


def _days_in_words(days: Sequence[date], today: date) -> str:
    return " and ".join(day_in_words(day, today) for day in days)


def _times_in_words(hours: Hours, days: Sequence[date], today: date) -> str:
    return " and ".join(
        f"{day_in_words(day, today)}, {hours_of_day_in_words(hours, day)}" for day in days
    )


def _back_after(hours: Hours, day: date, at: datetime) -> str:
    """Return when people come next after a day, or at some time where that is not known."""
    over = datetime.combine(day + timedelta(days=1), time.min, hours.zone) - timedelta(seconds=1)
    opens = hours.next_opening(over)
    return moment_in_words(opens, at) if opens else "later"


def _next_open_day(hours: Hours, at: datetime, today: date) -> date:
    """Return today while people are there, else the day on which they are next."""
    opens = None if hours.is_open(at) else hours.next_opening(at)
    return opens.date() if opens else today


def _card(hours: Hours, days: Sequence[date]) -> FactCard:
    stretches = [stretch for day in days for stretch in hours.stretches(day)]
    return FactCard(Fact.HOURS.value, tuple(OpenStretch(*stretch) for stretch in stretches))


def _links(turn: Turn, fact: Fact, at: datetime) -> tuple[ChannelLink, ...]:
    company = turn.settings.company
    if fact is Fact.PHONE:
        return (ChannelLink(company.phone, f"tel:{re.sub(r'[^+0-9]', '', company.phone)}"),)
    if fact is Fact.EMAIL:
        return (ChannelLink(company.email, f"mailto:{company.email}"),)
    if fact is Fact.CHANNELS:
        offered = channels_for(turn.segment, turn.settings.channels, at)
        return tuple(ChannelLink(each.label, each.url) for each in offered if each.url)
    return ()


def _person(turn: Turn) -> list[Button]:
    return [] if turn.situation.waiting else [turn.speech.person_button()]
