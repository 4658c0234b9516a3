"""The action server: rasa-sdk's own application, with our actions and the articles over HTTP."""

from __future__ import annotations

import asyncio
from typing import Any

from rasa_sdk.endpoint import create_app as create_rasa_app
from rasa_sdk.executor import ActionExecutor
from sanic import Sanic

from actions.behaviours.answer import answer, cancel, show_article
from actions.behaviours.contact import give_contact, leave_contact
from actions.behaviours.courtesy import courtesy
from actions.behaviours.failure import not_helped, something_else
from actions.behaviours.handoff import ask_person, handoff_abandoned
from actions.behaviours.survey import fell_silent, goodbye, handoff_resolved, helped
from actions.behaviours.survey_answer import effort, effort_comment
from actions.behaviours.yes_no import affirm, deny
from actions.dialogue import Behaviour
from actions.http.article_routes import article_routes
from actions.http.draft_routes import draft_routes
from actions.http.knowledge_routes import knowledge_routes
from actions.rasa_action import EffieAction, WhileHeld
from actions.services import Services

BEHAVIOURS: dict[str, Behaviour] = {
    "action_answer": answer,
    "action_show_article": show_article,
    "action_not_helped": not_helped,
    "action_something_else": something_else,
    "action_affirm": affirm,
    "action_deny": deny,
    "action_ask_person": ask_person,
    "action_cancel_handoff": cancel,
    "action_leave_contact": leave_contact,
    "action_give_contact": give_contact,
    "action_handoff_abandoned": handoff_abandoned,
    "action_greet": courtesy("utter_greet"),
    "action_small_talk": courtesy("utter_small_talk"),
    "action_helped": helped,
    "action_goodbye": goodbye,
    "action_handoff_resolved": handoff_resolved,
    "action_fell_silent": fell_silent,
    "action_effort": effort,
    "action_effort_comment": effort_comment,
}
# What an action may do while an agent holds the conversation; the others do nothing.
WHILE_HELD = {
    "action_cancel_handoff": WhileHeld.SPEAK,
    "action_effort": WhileHeld.ACT,
    "action_effort_comment": WhileHeld.ACT,
}


def create_app(services: Services) -> Sanic[Any, Any]:
    """Return the application; it answers from the moment it listens."""
    executor = ActionExecutor()
    for name, behaviour in BEHAVIOURS.items():
        while_held = WHILE_HELD.get(name, WhileHeld.REST)
        executor.register_action(EffieAction(name, behaviour, services, while_held))
    app: Sanic[Any, Any] = create_rasa_app(executor, cors_origins=None)
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = 2.0
    app.ctx.services = services
    app.ctx.draft_turn = asyncio.Lock()
    app.blueprint([article_routes, knowledge_routes, draft_routes])

    @app.after_server_start
    async def tell(app: Sanic[Any, Any]) -> None:
        app.ctx.services.telling.start()

    @app.before_server_stop
    async def fall_silent(app: Sanic[Any, Any]) -> None:
        await app.ctx.services.telling.stop()

    @app.after_server_stop
    async def close(app: Sanic[Any, Any]) -> None:
        await app.ctx.services.close()

    return app
