"""Those who work here, what they keep, and what they set."""

from __future__ import annotations

from dataclasses import dataclass

from core.environment import Environment
from store.api_keys import ApiKeys, ApiRequests
from store.database import Database
from store.ideas import Ideas
from store.setting_versions import SettingVersions
from store.staff import (
    HalfSignIns,
    PasswordLinks,
    SavedReplies,
    SavedViews,
    SecondFactors,
    Staff,
    StaffIdentities,
    StaffNotices,
    StaffSessions,
    Watchers,
)
from store.staff_mail import StaffMails
from store.webhooks import WebhookDeliveries, WebhookEndpoints


@dataclass(frozen=True)
class StaffRecords:
    staff: Staff
    staff_sessions: StaffSessions
    password_links: PasswordLinks
    second_factors: SecondFactors
    half_sign_ins: HalfSignIns
    staff_identities: StaffIdentities
    staff_notices: StaffNotices
    saved_replies: SavedReplies
    saved_views: SavedViews
    watchers: Watchers
    ideas: Ideas
    setting_versions: SettingVersions
    api_keys: ApiKeys
    api_requests: ApiRequests
    staff_mails: StaffMails
    webhook_endpoints: WebhookEndpoints
    webhook_deliveries: WebhookDeliveries


def open_staff_records(database: Database, environment: Environment) -> StaffRecords:
    return StaffRecords(
        staff=Staff(database),
        staff_sessions=StaffSessions(database),
        password_links=PasswordLinks(database),
        second_factors=SecondFactors(database, environment.secret),
        half_sign_ins=HalfSignIns(database),
        staff_identities=StaffIdentities(database),
        staff_notices=StaffNotices(database),
        saved_replies=SavedReplies(database),
        saved_views=SavedViews(database),
        watchers=Watchers(database),
        ideas=Ideas(database),
        setting_versions=SettingVersions(database, environment.settings),
        api_keys=ApiKeys(database),
        api_requests=ApiRequests(database),
        staff_mails=StaffMails(database),
        webhook_endpoints=WebhookEndpoints(database),
        webhook_deliveries=WebhookDeliveries(database),
    )
