"""One turn: what an action knows when it decides, and the means to answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rasa_sdk import Tracker

from actions.dialogue.message import read_heard, read_latest_message
from actions.dialogue.responder import Speech
from actions.dialogue.slots import read_dialogue
from actions.services import Services
from core.announcements import Announcement, Reader, by_article, shown_to
from core.answering import (
    Dialogue,
    Hit,
    Intent,
    Message,
    Pending,
    Rules,
    Screen,
    Situation,
    manner_followed,
)
from core.channels.linking import profile_on
from core.conversations import ANONYMOUS, WEB_CHANNEL, Holder, Profile
from core.errors import NotFound
from core.handoffs import OPEN_STATES, Handoff, HandoffState, Segment, holder_of, is_fresh
from core.manners import manner_of
from core.settings import Settings
from store.clock import now
from store.language import guess_language


@dataclass(frozen=True)
class Turn:
    """A message in its conversation, what is known about the customer, and what answers it.

    handoff: the conversation's open handoff
    settled: the one that an agent has ended last, if that was not long ago
    channel: "web" or the connection that the message came through
    shows_manner: the wording follows a manner that this very message shows
    """

    services: Services
    settings: Settings
    situation: Situation
    profile: Profile
    segment: Segment
    handoff: Handoff | None
    settled: Handoff | None
    speech: Speech
    channel: str
    shows_manner: bool

    @property
    def message(self) -> Message:
        return self.situation.message

    @property
    def dialogue(self) -> Dialogue:
        """Where the conversation stood when the message came."""
        return self.situation.dialogue

    @property
    def agent_holds(self) -> bool:
        return holder_of(self.handoff) is Holder.AGENT


def gather(services: Services, tracker: Tracker, intent: Intent, speech: Speech) -> Turn:
    """Read everything a turn needs. Blocks: it reads SQL and, after an edit, the settings."""
    settings = services.settings.now()
    speech.reword(settings.words)  # what follows may fail, and an apology is said in them as well
    message = read_latest_message(tracker)
    known = _profile(services, message.conversation)
    channel = tracker.get_latest_input_channel() or WEB_CHANNEL
    profile = profile_on(channel, known)
    segment = settings.segments.of(profile.segment)
    last = services.handoffs.last_in(message.conversation)
    handoff = last if last and last.state in OPEN_STATES else None
    settled = services.handoffs.last_held(message.conversation)
    if settled is not None and not is_fresh(settled, now(), settings.handoff.same_agent_within):
        settled = None
    dialogue = read_dialogue(tracker.current_slot_values())
    announced = _announced(services, message, Reader(segment.name, channel))
    situation = Situation(
        intent=intent,
        message=message,
        dialogue=dialogue,
        rules=_rules(settings, segment),
        screen=_screen(services, message, dialogue),
        waiting=handoff is not None,
        language=_language(settings, message),
        declined=last is not None and last.state is HandoffState.ABANDONED,
        identified=profile.verified,
        settled=settled is not None,
        announced=announced.to_tell,
        unsolved=announced.unsolved,
        told=announced.told,
        subscribed=announced.subscribed,
    )
    return Turn(
        services=services,
        settings=settings,
        situation=situation,
        profile=profile,
        segment=segment,
        handoff=handoff,
        settled=settled,
        speech=speech,
        channel=channel,
        shows_manner=_reword(speech, tracker, settings, situation),
    )


def _reword(speech: Speech, tracker: Tracker, settings: Settings, situation: Situation) -> bool:
    """Have everything put as this customer likes it; tell whether this message shows how."""
    heard = read_heard(tracker)
    read = manner_of(heard.typed, settings.manners)
    manner = manner_followed(read, situation.dialogue, situation.upset)
    speech.reword(settings.words_for(manner))
    return read is not None and manner is not None and read.latest == heard.latest


@dataclass(frozen=True)
class _Announced:
    """What is announced, as a conversation stands to it; see `Situation`."""

    to_tell: Mapping[str, Announcement] = field(default_factory=dict)
    unsolved: frozenset[int] = frozenset()
    told: tuple[int, ...] = ()
    subscribed: tuple[int, ...] = ()


def _announced(services: Services, message: Message, reader: Reader) -> _Announced:
    at, conversation = now(), message.conversation
    current = services.announcements.current(at)
    if not current:
        return _Announced()
    told = services.announcement_contacts.told_in(conversation, current)
    standing = shown_to(current, reader, at)
    unsolved = frozenset(each.id for each in standing if not each.is_solved)
    # The same message, when it comes again after a turn that was lost, is told it again.
    before = {each for each, asked in told.items() if asked != message.id}
    return _Announced(
        to_tell=by_article(current, reader, before, at),
        unsolved=unsolved,
        told=tuple(each for each in told if each in unsolved),
        subscribed=services.subscribers.waiting_in(conversation),
    )


def _screen(services: Services, message: Message, dialogue: Dialogue) -> Screen:
    shown = dialogue.just_shown
    return Screen(
        offered=_titled(services, message.offered if dialogue.pending is Pending.CLARIFY else ()),
        next=_titled(services, message.next_questions if shown else ()),
        shown=_titled(services, shown),
        pending=dialogue.pending,
    )


def _titled(services: Services, slugs: tuple[str, ...]) -> tuple[Hit, ...]:
    """Return articles with their titles; one that is gone keeps its place, without a title."""
    found = ((slug, services.knowledge.article(slug)) for slug in slugs)
    return tuple(Hit(slug, article.title if article else "", 0.0) for slug, article in found)


def _rules(settings: Settings, segment: Segment) -> Rules:
    return Rules(
        thresholds=settings.confidence.of(segment.name),
        max_failures=settings.handoff.max_failures,
        frustration=settings.handoff.frustration,
        effort_labels=settings.survey.labels,
        sensitive=settings.sensitive,
        offers_person=segment.offers_person,
        facts=settings.company.known,
        lookups={each.name: each.article for each in settings.lookups.by_name.values()},
    )


def _language(settings: Settings, message: Message) -> str:
    """Return the language of typed words, if the assistant does not speak it; "" otherwise."""
    if not message.typed or message.unspoken:
        return ""
    return settings.languages.foreign_in(message.text, guess_language)


def _profile(services: Services, conversation: str) -> Profile:
    try:
        return services.conversations.get(conversation).profile
    except NotFound:
        return ANONYMOUS
