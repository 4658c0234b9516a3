"""The web application: every surface a browser sees."""

from __future__ import annotations

import asyncio
import contextlib
from functools import partial
from typing import Any

from sanic import Sanic

from core.environment import Environment
from store.realtime import AWAY, end_tasks
from web.announcements.blueprints import ANNOUNCEMENT_BLUEPRINTS
from web.announcements.telling import mind_subscribers
from web.api.blueprints import API_BLUEPRINTS
from web.attachments import attachment_routes
from web.background.folder_watch import watch_folder
from web.background.leader import run_background_jobs
from web.background.settings_watch import watch_settings
from web.background.webhooks import mind_webhooks
from web.channels import channel_routes, choice_routes
from web.console.blueprints import CONSOLE_BLUEPRINTS
from web.customer.attachments import customer_attachment_routes
from web.customer.continuing import customer_continuing_routes
from web.customer.earlier import customer_earlier_routes
from web.customer.own import customer_own_routes
from web.customer.routes import customer_routes
from web.customer.seen import customer_seen_routes
from web.customer.transcript import customer_transcript_routes
from web.demo import phone
from web.demo.blueprints import DEMO_BLUEPRINTS
from web.desk.blueprints import DESK_BLUEPRINTS
from web.errors import explain_errors
from web.files import file_routes
from web.health import HealthChecks, health
from web.help.blueprints import HELP_BLUEPRINTS
from web.help.site import front_door
from web.http import PlainRequest, bound_numbers, guard_doors, make_threads
from web.ideas import idea_routes
from web.insights.blueprints import INSIGHT_BLUEPRINTS
from web.insights.weekly import mind_weekly
from web.metrics import Counts, count_requests, metrics_routes
from web.personal_data.blueprints import PERSONAL_DATA_BLUEPRINTS
from web.services import Services, build_services
from web.settings.blueprints import SETTINGS_BLUEPRINTS
from web.staff.blueprints import STAFF_BLUEPRINTS
from web.staff_mail import mind_staff_mail

MAX_REQUEST_BYTES = 64_000
MAX_HEADER_BYTES = 8_192
# Of surfaces, of which background jobs know nothing.
_JOBS = (mind_weekly, mind_subscribers, mind_staff_mail)


def create_app(environment: Environment) -> Sanic[Any, Any]:
    """Return the application; it connects to its stores when it starts."""
    name = f"effie_web_{environment.web_port}"
    app: Sanic[Any, Any] = Sanic(name, configure_logging=False, request_class=PlainRequest)
    bound_numbers(app)
    app.config.REQUEST_MAX_SIZE = MAX_REQUEST_BYTES
    app.config.REQUEST_MAX_HEADER_SIZE = MAX_HEADER_BYTES
    app.config.PROXIES_COUNT = environment.proxies or None
    app.config.REQUEST_TIMEOUT = 15  # seconds; see BoundedProtocol
    app.config.RESPONSE_TIMEOUT = 120
    app.config.KEEP_ALIVE_TIMEOUT = 60
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = 2.0
    app.ctx.services = _services(environment)
    app.ctx.health_checks = HealthChecks(app.ctx.services)
    app.ctx.counts = Counts()
    count_requests(app, app.ctx.counts)
    explain_errors(app)
    guard_doors(app, environment)
    for routes in (customer_routes, customer_earlier_routes, customer_seen_routes):
        app.blueprint(routes)
    for routes in (customer_own_routes, customer_continuing_routes):
        app.blueprint(routes)
    for routes in (customer_attachment_routes, attachment_routes, customer_transcript_routes):
        app.blueprint(routes)
    for routes in (channel_routes, choice_routes, *HELP_BLUEPRINTS, *DESK_BLUEPRINTS):
        app.blueprint(routes)
    for routes in (*STAFF_BLUEPRINTS, *CONSOLE_BLUEPRINTS, *ANNOUNCEMENT_BLUEPRINTS):
        app.blueprint(routes)
    for routes in (
        *INSIGHT_BLUEPRINTS,
        *SETTINGS_BLUEPRINTS,
        *PERSONAL_DATA_BLUEPRINTS,
        *API_BLUEPRINTS,
    ):
        app.blueprint(routes)
    app.blueprint(idea_routes)
    for routes in DEMO_BLUEPRINTS if environment.demo else (front_door,):
        app.blueprint(routes)
    if environment.demo_phone:
        app.ctx.phone = phone.Chats()
        for routes in phone.PHONE_BLUEPRINTS:
            app.blueprint(routes)
    app.blueprint(file_routes)
    app.add_route(health, "/health")
    app.blueprint(metrics_routes)
    _run_in_background(app)
    return app


def _services(environment: Environment) -> Services:
    if not environment.demo_phone:
        return build_services(environment)
    own = phone.with_secrets(environment)
    return build_services(own, partial(phone.connected, environment=own))


def _run_in_background(app: Sanic[Any, Any]) -> None:
    @app.after_server_start
    async def start(app: Sanic[Any, Any]) -> None:
        make_threads()
        services: Services = app.ctx.services
        counts: Counts = app.ctx.counts
        jobs = (*_JOBS, partial(mind_webhooks, called=counts.webhook_called))
        services.live_settings.follow()
        app.ctx.tasks = [
            asyncio.create_task(services.hub.run()),
            asyncio.create_task(run_background_jobs(services, counts.said, jobs)),
            asyncio.create_task(watch_folder(services)),
            asyncio.create_task(watch_settings(services)),
        ]

    @app.before_server_stop
    async def stop(app: Sanic[Any, Any]) -> None:
        await end_tasks(app.ctx.tasks)
        with contextlib.suppress(*AWAY):
            await app.ctx.services.leader_lock.release()
            await app.ctx.services.folder_lock.release()

    @app.after_server_stop
    async def close(app: Sanic[Any, Any]) -> None:
        await app.ctx.services.close()
