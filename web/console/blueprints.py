"""All blueprints of the console's HTTP side; a new one is added here."""

from __future__ import annotations

from web.console.activity import activity_routes
from web.console.creating import creating_routes
from web.console.editing import editing_routes
from web.console.examples.decisions import example_decision_routes
from web.console.examples.pages import example_routes
from web.console.gaps.decisions import gap_decision_routes
from web.console.gaps.pages import gap_routes
from web.console.gate import gate_routes
from web.console.listing import listing_routes
from web.console.moves import move_routes
from web.console.next_questions.pages import next_question_routes
from web.console.searches import search_log_routes
from web.console.serving import serving_routes
from web.console.sidebar import sidebar_routes
from web.console.transfer.pages import transfer_routes
from web.console.trying import trying_routes
from web.console.versions import version_routes

CONSOLE_BLUEPRINTS = (
    listing_routes,
    creating_routes,
    editing_routes,
    move_routes,
    version_routes,
    trying_routes,
    gate_routes,
    serving_routes,
    activity_routes,
    transfer_routes,
    gap_routes,
    gap_decision_routes,
    search_log_routes,
    next_question_routes,
    example_routes,
    example_decision_routes,
    sidebar_routes,
)
