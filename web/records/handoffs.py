"""What reaches people, and what is promised and announced."""

from __future__ import annotations

from dataclasses import dataclass

from store.announcements import AnnouncementContacts, Announcements, Subscribers
from store.database import Database
from store.handoffs import Agents, FollowUps, HandoffHistory, Handoffs, Snoozing
from store.policies import Policies
from web.live import LiveAnnouncements


@dataclass(frozen=True)
class HandoffRecords:
    handoffs: Handoffs
    handoff_history: HandoffHistory
    agents: Agents
    follow_ups: FollowUps
    snoozing: Snoozing
    policies: Policies
    announcements: Announcements
    announcement_contacts: AnnouncementContacts
    subscribers: Subscribers
    live_announcements: LiveAnnouncements


def open_handoff_records(database: Database) -> HandoffRecords:
    return HandoffRecords(
        handoffs=Handoffs(database),
        handoff_history=HandoffHistory(database),
        agents=Agents(database),
        follow_ups=FollowUps(database),
        snoozing=Snoozing(database),
        policies=Policies(database),
        announcements=Announcements(database),
        announcement_contacts=AnnouncementContacts(database),
        subscribers=Subscribers(database),
        live_announcements=LiveAnnouncements(Announcements(database)),
    )
