"""The action server: rasa-sdk's own application, with our actions and the engine over HTTP."""

from __future__ import annotations

import asyncio
from typing import Any

from rasa_sdk.endpoint import create_app as create_rasa_app
from rasa_sdk.executor import ActionExecutor
from sanic import Request, Sanic
from sanic.exceptions import NotFound
from sanic.response import HTTPResponse, json

from actions.http.draft_routes import draft_routes
from actions.http.example_routes import example_routes
from actions.http.knowledge_routes import knowledge_routes
from actions.rasa_action import EffieAction, WhileHeld
from actions.services import Services
from core.answering import Intent
from store.tracing import HEADER, go_on_with

# The actions that `data/rules.yml` leads each kind of message to.
ACTIONS: dict[str, Intent] = {
    "action_answer": Intent.QUESTION,
    "action_show_article": Intent.CHOOSE_ARTICLE,
    "action_not_helped": Intent.NOT_HELPED,
    "action_something_else": Intent.SOMETHING_ELSE,
    "action_affirm": Intent.AFFIRM,
    "action_deny": Intent.DENY,
    "action_ask_person": Intent.ASK_PERSON,
    "action_cancel_handoff": Intent.CANCEL_HANDOFF,
    "action_leave_contact": Intent.LEAVE_CONTACT,
    "action_give_contact": Intent.GIVE_CONTACT,
    "action_subscribe": Intent.SUBSCRIBE,
    "action_subscribe_at": Intent.SUBSCRIBE_AT,
    "action_unsubscribe": Intent.UNSUBSCRIBE,
    "action_files": Intent.FILES,
    "action_handoff_abandoned": Intent.HANDOFF_ABANDONED,
    "action_greet": Intent.GREET,
    "action_small_talk": Intent.SMALL_TALK,
    "action_thanks": Intent.THANKS,
    "action_ask_bot": Intent.ASK_BOT,
    "action_helped": Intent.HELPED,
    "action_goodbye": Intent.GOODBYE,
    "action_handoff_resolved": Intent.HANDOFF_RESOLVED,
    "action_fell_silent": Intent.FELL_SILENT,
    "action_effort": Intent.EFFORT_RATING,
    "action_effort_comment": Intent.EFFORT_COMMENT,
}
# What an action may do while an agent holds the conversation; the others do nothing.
WHILE_HELD = {
    "action_cancel_handoff": WhileHeld.SPEAK,
    "action_subscribe": WhileHeld.SPEAK,
    "action_subscribe_at": WhileHeld.SPEAK,
    "action_unsubscribe": WhileHeld.SPEAK,
    "action_effort": WhileHeld.ACT,
    "action_effort_comment": WhileHeld.ACT,
}


def create_app(services: Services) -> Sanic[Any, Any]:
    """Return the application; it answers from the moment it listens."""
    executor = ActionExecutor()
    for name, intent in ACTIONS.items():
        while_held = WHILE_HELD.get(name, WhileHeld.REST)
        executor.register_action(EffieAction(name, intent, services, while_held))
    app: Sanic[Any, Any] = create_rasa_app(executor, cors_origins=None)
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = 2.0
    app.ctx.services = services
    app.ctx.draft_turn = asyncio.Lock()
    app.blueprint([knowledge_routes, draft_routes, example_routes])

    @app.on_request
    async def belong(request: Request) -> None:
        go_on_with(request.headers.get(HEADER, ""))

    @app.exception(NotFound)
    async def nowhere(_request: Request, error: NotFound) -> HTTPResponse:
        """Rasa's own handler would answer 500 and log a trace."""
        return json({"error": "NotFound", "message": str(error)}, status=404)

    @app.after_server_start
    async def tell(app: Sanic[Any, Any]) -> None:
        app.ctx.services.heartbeat.start()
        app.ctx.services.learned_next.start()

    @app.before_server_stop
    async def fall_silent(app: Sanic[Any, Any]) -> None:
        await app.ctx.services.heartbeat.stop()
        await app.ctx.services.learned_next.stop()

    @app.after_server_stop
    async def close(app: Sanic[Any, Any]) -> None:
        await app.ctx.services.close()

    return app
