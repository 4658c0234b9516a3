"""What stands in the database, and what is read from it: a face for each part of the product."""

from __future__ import annotations

from dataclasses import dataclass

from core.environment import Environment
from store.database import Database
from store.settings_files import LiveSettings
from web.records.articles import ArticleRecords, open_article_records
from web.records.channels import ChannelRecords, open_channel_records
from web.records.conversations import ConversationRecords, open_conversation_records
from web.records.handoffs import HandoffRecords, open_handoff_records
from web.records.learning import LearningRecords, open_learning_records
from web.records.staff import StaffRecords, open_staff_records

__all__ = ["Records", "open_records"]


@dataclass(frozen=True)
class Records(
    ConversationRecords,
    HandoffRecords,
    ArticleRecords,
    LearningRecords,
    ChannelRecords,
    StaffRecords,
):
    """All of it, each under its own name."""


def open_records(
    database: Database, environment: Environment, live_settings: LiveSettings
) -> Records:
    return Records(
        **vars(open_conversation_records(database, environment, live_settings)),
        **vars(open_handoff_records(database)),
        **vars(open_article_records(database, environment)),
        **vars(open_learning_records(database)),
        **vars(open_channel_records(database)),
        **vars(open_staff_records(database, environment)),
    )
