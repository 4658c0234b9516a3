"""The record of conversations: transcripts, pages, notes, surveys and what was seen."""

from store.conversations.customer_facts import CustomerFact, CustomerFacts
from store.conversations.listing import ConversationList, Listed
from store.conversations.notes import Note, Notes, add_note
from store.conversations.origins import Origins
from store.conversations.own import OwnConversation, OwnConversations
from store.conversations.pages import Pages, Visit
from store.conversations.record import (
    Conversation,
    Conversations,
    conversation_from,
    get_conversation,
)
from store.conversations.repeated_questions import RepeatedQuestions, RepeatedQuestionsFigure
from store.conversations.seen import Reader, Seen
from store.conversations.surveys import Surveys
from store.conversations.tags import Tags, add_tags
from store.conversations.transcripts import Transcripts, read_transcript

__all__ = [
    "Conversation",
    "ConversationList",
    "Conversations",
    "CustomerFact",
    "CustomerFacts",
    "Listed",
    "Note",
    "Notes",
    "Origins",
    "OwnConversation",
    "OwnConversations",
    "Pages",
    "Reader",
    "RepeatedQuestions",
    "RepeatedQuestionsFigure",
    "Seen",
    "Surveys",
    "Tags",
    "Transcripts",
    "Visit",
    "add_note",
    "add_tags",
    "conversation_from",
    "get_conversation",
    "read_transcript",
]
