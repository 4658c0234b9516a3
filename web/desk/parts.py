"""All parts of the desk's HTTP side; a new one is added here."""

from __future__ import annotations

from web.desk.articles import article_routes
from web.desk.content_gaps import content_gap_routes
from web.desk.effort_words import effort_word_routes
from web.desk.follow_ups import follow_up_routes
from web.desk.notes import note_routes
from web.desk.packet import packet_routes
from web.desk.reasked import reasked_routes
from web.desk.routes import desk_routes
from web.desk.saved_replies import saved_reply_routes
from web.desk.seen import seen_routes
from web.desk.suggestions import suggestion_routes
from web.desk.team import team_routes

DESK_PARTS = (
    desk_routes,
    team_routes,
    packet_routes,
    note_routes,
    seen_routes,
    saved_reply_routes,
    article_routes,
    effort_word_routes,
    content_gap_routes,
    suggestion_routes,
    follow_up_routes,
    reasked_routes,
)
