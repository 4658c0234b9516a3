"""The week in a few sentences: on a page, and by e-mail to whoever may see it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import structlog
from sanic import Request
from sanic.response import HTTPResponse

from core.channels import Said, Styled, capability_of, lay_out
from core.errors import Unavailable
from core.insights import (
    MAX_WEEKLY,
    WEEKLY_CAUSE,
    Better,
    Cause,
    Scope,
    got_better,
    told_from,
    week_before,
    week_to_tell,
)
from core.staff import INSIGHT_ROLES, StaffMember
from core.staff_mail import MailAccount, MailWords, StaffMailKind
from store.channels import Post
from store.clock import now
from store.insights import Insights, declined, want
from store.staff_mail import DueMail, MailTo
from web.attachments import mailbox_of
from web.auth import staff_blueprint, staff_only
from web.http import field, in_thread, redirect_to
from web.insights.asked import Asked
from web.insights.effort import action_of, behind_cause, cause_in_words, gaps_of
from web.insights.rendering import insight_page
from web.services import Services
from web.staff_mail import mail_account, send_all_due, send_words

log = structlog.get_logger()

_LOOK_EVERY = 300.0  # seconds
_AFTER_A_FAULT = 60.0

insight_week_routes = staff_blueprint("insight_week")


@dataclass(frozen=True)
class Costly:
    """A cause as it is told: words, what it cost, where its conversations are, what to do."""

    words: str
    cause: Cause
    behind: str
    path: str
    action: str


@dataclass(frozen=True)
class Week:
    """suggestion: what of the costliest can be acted on, None if nothing can

    is_demo: the demo history is among it
    """

    scope: Scope
    contacts: int
    better: tuple[Better, ...]
    costly: tuple[Costly, ...]
    suggestion: Costly | None
    is_demo: bool


@insight_week_routes.get("/insights/week")
@staff_only(*INSIGHT_ROLES)
async def show(request: Request) -> HTTPResponse:
    """Show the last whole week, as its mail tells it, and who gets that."""
    services: Services = request.app.ctx.services
    asked = await _asked(services, request.ctx.staff, week_to_tell(now()))
    unwanted = await in_thread(declined, services.database)
    mailbox, account = mailbox_of(services), _staff_account(services)
    from_mailbox = mailbox.account if mailbox else ""
    return await insight_page(
        request,
        "insights/week.html",
        asked,
        week=await in_thread(week_of, services, asked),
        mailbox=account.address if account else from_mailbox,
        wants=request.ctx.staff.id not in unwanted,
        most=MAX_WEEKLY,
    )


@insight_week_routes.post("/insights/week")
@staff_only(*INSIGHT_ROLES)
async def choose(request: Request) -> HTTPResponse:
    """Keep whether who asks wants it by e-mail."""
    services: Services = request.app.ctx.services
    wants = field(request, "wants") == "yes"
    await in_thread(want, services.database, request.ctx.staff.id, wants)
    return redirect_to(request, "/insights/week", status=303)


def week_of(services: Services, asked: Asked) -> Week:
    """Return what there is to tell of a week."""
    insights = Insights(services.database)
    whole = insights.total(asked.scope)
    causes = insights.causes(asked.scope)
    costly = causes[:MAX_WEEKLY]
    to_act_on = next((each for each in causes if _can_act(asked, each)), None)
    names = insights.gap_words(gaps_of([*costly, *([to_act_on] if to_act_on else [])]))
    return Week(
        asked.scope,
        whole.contacts,
        got_better(insights.total(week_before(asked.scope)), whole),
        tuple(_costly(asked, cause, names) for cause in costly),
        _costly(asked, to_act_on, names) if to_act_on else None,
        insights.has_demo(),
    )


def _can_act(asked: Asked, cause: Cause) -> bool:
    return action_of(asked, cause)[0] != behind_cause(asked, cause)


def _costly(asked: Asked, cause: Cause, names: Mapping[int, str]) -> Costly:
    path, action = action_of(asked, cause)
    words = cause_in_words(asked, cause, names)
    return Costly(words, cause, behind_cause(asked, cause), path, action)


async def mind_weekly(services: Services) -> None:
    """Send each week's summary once to whoever may see it, for ever."""
    while True:
        pause = _LOOK_EVERY
        try:
            await send_weekly(services)
        except Unavailable:
            log.info("weekly.waiting")
        except Exception as error:
            log.error("weekly.not_sent", exc_info=error)
            pause = _AFTER_A_FAULT
        await asyncio.sleep(pause)


async def send_weekly(services: Services) -> None:
    """Queue what has not been sent yet of the last week: at the staff's server, if there is one.

    The cause of a mail names the week and the reader: each gets it once, whoever asks how often,
    also if the week is counted again later. Nothing is sent while a day of it, or of the week
    before, is being counted, of a week without contacts, or to somebody who came after it was told.
    """
    mailbox, account = mailbox_of(services), _staff_account(services)
    if account is not None:
        await _send_to_staff(services, account)
        return
    if mailbox is None:
        return
    week = week_to_tell(now())
    for member in await _readers_of_the_counted(services, week):
        told = await in_thread(week_of, services, await _asked(services, member, week))
        if not told.contacts:
            return
        words = Styled(in_plain_words(told, services.environment.public_url))
        message = lay_out([Said(0, words)], capability_of(mailbox))
        posts = [
            Post(mailbox.name, member.email, "", _cause(week, member, place), each)
            for place, each in enumerate(message)
        ]
        await in_thread(services.outbox.add, posts)


async def _send_to_staff(services: Services, account: MailAccount) -> None:
    week = week_to_tell(now())
    kind, about = StaffMailKind.WEEKLY, week.since.toordinal()
    readers = await _readers_of_the_counted(services, week)
    if readers:
        told = await in_thread(week_of, services, await _asked(services, readers[0], week))
        readers = readers if told.contacts else []
    queued = [MailTo(each.id, kind, _cause(week, each), about=about) for each in readers]
    await in_thread(services.staff_mails.queue_once, queued)
    await send_all_due(services, account, _send_week, (kind,))


async def _send_week(services: Services, account: MailAccount, due: DueMail) -> None:
    """Hand the summary in of the week that is due, as it is counted now; raises NotSent."""
    since = date.fromordinal(due.about)
    week = Scope(since, since + timedelta(days=6))
    told = await in_thread(week_of, services, await _asked(services, due.member, week))
    words = in_plain_words(told, services.environment.public_url)
    subject = f"Customers' effort last week, {services.settings.widget.company}"
    await send_words(services, account, due, MailWords(subject, tuple(words.split("\n\n"))))


def _staff_account(services: Services) -> MailAccount | None:
    """Return the staff's own server, None where they are written to from the mailbox."""
    return mail_account(services) if services.environment.mail_url else None


async def _readers_of_the_counted(services: Services, week: Scope) -> list[StaffMember]:
    """Return who is still to be told of a week; nobody while it is being counted."""
    readers = await in_thread(_readers, services, week)
    if not readers or await in_thread(_is_counting, services, week):
        return []
    return readers


def _readers(services: Services, week: Scope) -> list[StaffMember]:
    """Return who is still to be told of a week."""
    unwanted = declined(services.database)
    readers = [
        each.member
        for each in services.staff.everyone()
        if each.active and each.member.role in INSIGHT_ROLES and each.member.id not in unwanted
        if each.created_at <= told_from(week)
    ]
    causes = [_cause(week, each) for each in readers]
    told = services.outbox.known(causes) | services.staff_mails.known(causes)
    return [each for each in readers if _cause(week, each) not in told]


def _cause(week: Scope, member: StaffMember, place: int = 0) -> str:
    return f"{WEEKLY_CAUSE}{week.since}:{member.id}:{place}"


def in_plain_words(week: Week, site: str) -> str:
    """Return a summary as the text of a mail; site: where our pages are, "" if nobody knows."""

    def at(path: str) -> str:
        return f"\n{site}{path}" if site else ""

    since, until = (f"{day:%-d %B}" for day in (week.scope.since, week.scope.until))
    parts = [f"{since} to {until}: {week.contacts:,} contacts."]
    parts += ["Made up: the demo history is among these figures."] if week.is_demo else []
    parts.append("What got better")
    parts += [each.in_words for each in week.better] or ["Nothing for certain."]
    parts.append("What cost customers most")
    parts += [
        f"{each.words}: {each.cause.minutes:,.0f} minutes in {each.cause.contacts:,} contacts"
        + at(each.behind)
        for each in week.costly
    ] or ["Nothing."]
    if week.suggestion:
        told = week.suggestion
        parts += ["A suggestion", f"{told.action}: {told.words}" + at(told.path)]
    where = at("/insights/week") or " under Insights, on the page “The week”"
    parts.append(f"All of it, and how to stop these mails:{where}")
    return "\n\n".join(parts)


def _is_counting(services: Services, week: Scope) -> bool:
    both = Scope(week_before(week).since, week.until)
    return Insights(services.database).waiting(both) > 0


async def _asked(services: Services, member: StaffMember, week: Scope) -> Asked:
    articles = await services.live_articles.now()
    titles = {each.slug: each.title for each in articles.by_title}
    return Asked(week, now().date(), services.settings, titles, member)
