"""The desk's groups of routes; a new one is added here."""

from __future__ import annotations

from web.desk.articles import article_routes
from web.desk.channels import customer_channel_routes
from web.desk.content_gaps import content_gap_routes
from web.desk.context import context_routes
from web.desk.conversations import conversation_list_routes
from web.desk.effort_words import effort_word_routes
from web.desk.follow_ups import follow_up_routes
from web.desk.notes import note_routes
from web.desk.repeated_questions import repeated_question_routes
from web.desk.routes import desk_routes
from web.desk.saved_replies import saved_reply_routes
from web.desk.sensitive import sensitive_routes
from web.desk.team import team_routes

DESK_BLUEPRINTS = (
    desk_routes,
    team_routes,
    customer_channel_routes,
    context_routes,
    note_routes,
    saved_reply_routes,
    article_routes,
    effort_word_routes,
    content_gap_routes,
    follow_up_routes,
    repeated_question_routes,
    sensitive_routes,
    conversation_list_routes,
)
