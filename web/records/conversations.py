"""What was said, by whom and where from."""

from __future__ import annotations

from dataclasses import dataclass

from core.environment import Environment
from store.attachments import Attachments, open_files
from store.conversations import (
    Conversations,
    CustomerFacts,
    Notes,
    Origins,
    OwnConversations,
    Pages,
    RepeatedQuestions,
    Seen,
    Surveys,
    Tags,
    Transcripts,
)
from store.database import Database
from store.settings_files import LiveSettings


@dataclass(frozen=True)
class ConversationRecords:
    conversations: Conversations
    customer_facts: CustomerFacts
    own_conversations: OwnConversations
    origins: Origins
    transcripts: Transcripts
    surveys: Surveys
    notes: Notes
    tags: Tags
    seen: Seen
    pages: Pages
    repeated_questions: RepeatedQuestions
    attachments: Attachments


def open_conversation_records(
    database: Database, environment: Environment, live_settings: LiveSettings
) -> ConversationRecords:
    return ConversationRecords(
        conversations=Conversations(database),
        customer_facts=CustomerFacts(database),
        own_conversations=OwnConversations(database),
        origins=Origins(database),
        transcripts=Transcripts(database),
        surveys=Surveys(database, live_settings.now().survey),
        notes=Notes(database),
        tags=Tags(database),
        seen=Seen(database),
        pages=Pages(database),
        repeated_questions=RepeatedQuestions(database),
        attachments=_open_attachments(database, environment),
    )


def _open_attachments(database: Database, environment: Environment) -> Attachments:
    place, folder = environment.attachments, environment.var / "attachments"
    return Attachments(database, open_files(place, environment.s3_endpoint, folder))
