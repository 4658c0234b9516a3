"""The desk's groups of routes; a new one is added here."""

from __future__ import annotations

from web.desk.articles import article_routes
from web.desk.attachments import desk_attachment_routes
from web.desk.beside.around import around_routes
from web.desk.beside.context import context_routes
from web.desk.beside.notes import note_routes
from web.desk.beside.repeated_questions import repeated_question_routes
from web.desk.channels import customer_channel_routes
from web.desk.content_gaps import content_gap_routes
from web.desk.customers import customer_routes
from web.desk.effort_words import effort_word_routes
from web.desk.later import later_routes
from web.desk.listed.conversations import conversation_list_routes
from web.desk.listed.views import view_routes
from web.desk.mails import mail_routes
from web.desk.owed.follow_ups import follow_up_routes
from web.desk.owed.sensitive import sensitive_routes
from web.desk.routes import desk_routes
from web.desk.saved_replies import saved_reply_routes
from web.desk.tags import tag_routes
from web.desk.team import team_routes

DESK_BLUEPRINTS = (
    desk_routes,
    team_routes,
    customer_channel_routes,
    mail_routes,
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
    later_routes,
    tag_routes,
    customer_routes,
    around_routes,
    view_routes,
    desk_attachment_routes,
)
