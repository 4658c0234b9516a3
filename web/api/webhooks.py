"""Webhooks, for admins: where they lead, what was told, told again and tried."""

from __future__ import annotations

from sanic import Request
from sanic.response import HTTPResponse

from core.errors import EffieError
from core.staff import Role
from core.webhooks import (
    MAX_WEBHOOK_URL_LENGTH,
    DeliveryState,
    WebhookEvent,
    read_webhook_events,
    read_webhook_url,
    signing_secret,
)
from web.auth import staff_blueprint, staff_only, staff_page
from web.http import field, fields, in_thread, read_number, redirect_to
from web.services import Services

PLACE = "/webhooks"
_MOST_SHOWN = 100
_DONE = {
    "removed": "The webhook is removed: nothing is sent there any more.",
    "added": "The webhook is added. Give its receiver the secret below, then send a test.",
    "chosen": "It is told of these events from now on.",
    "on": "It is told of events again, and of what waited.",
    "off": "It is told of nothing, until you switch it on again.",
    "renewed": "Calls are signed by the new secret from now on.",
    "tested": "A test is on its way. Reload the page to see what came of it.",
    "replayed": "It is sent once more. Reload the page to see what came of it.",
}

webhook_routes = staff_blueprint("webhooks")


@webhook_routes.get(PLACE)
@staff_only(Role.ADMIN)
async def show_all(request: Request) -> HTTPResponse:
    return await _list(request)


@webhook_routes.post(PLACE)
@staff_only(Role.ADMIN)
async def add(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    try:
        url = read_webhook_url(field(request, "url"), services.environment.webhook_hosts)
        events = read_webhook_events(fields(request, "event"))
        made = await in_thread(services.webhook_endpoints.add, url, events, request.ctx.staff)
    except EffieError as error:
        return await _list(request, error)
    return _done(request, made.id, "added")


@webhook_routes.get(f"{PLACE}/<endpoint:int>")
@staff_only(Role.ADMIN)
async def show(request: Request, endpoint: int) -> HTTPResponse:
    return await _one(request, read_number(endpoint))


@webhook_routes.post(f"{PLACE}/<endpoint:int>/events")
@staff_only(Role.ADMIN)
async def choose(request: Request, endpoint: int) -> HTTPResponse:
    services: Services = request.app.ctx.services
    number = read_number(endpoint)
    try:
        events = read_webhook_events(fields(request, "event"))
        await in_thread(services.webhook_endpoints.choose, number, events, request.ctx.staff)
    except EffieError as error:
        return await _one(request, number, error)
    return _done(request, number, "chosen")


@webhook_routes.post(f"{PLACE}/<endpoint:int>/on")
@staff_only(Role.ADMIN)
async def switch_on(request: Request, endpoint: int) -> HTTPResponse:
    return await _switch(request, read_number(endpoint), on=True)


@webhook_routes.post(f"{PLACE}/<endpoint:int>/off")
@staff_only(Role.ADMIN)
async def switch_off(request: Request, endpoint: int) -> HTTPResponse:
    return await _switch(request, read_number(endpoint), on=False)


@webhook_routes.post(f"{PLACE}/<endpoint:int>/secret")
@staff_only(Role.ADMIN)
async def renew(request: Request, endpoint: int) -> HTTPResponse:
    services: Services = request.app.ctx.services
    number = read_number(endpoint)
    await in_thread(services.webhook_endpoints.renew_secret, number, request.ctx.staff)
    return _done(request, number, "renewed")


@webhook_routes.post(f"{PLACE}/<endpoint:int>/test")
@staff_only(Role.ADMIN)
async def test(request: Request, endpoint: int) -> HTTPResponse:
    """Queue an event for it alone: it is sent and tried again as all others are."""
    services: Services = request.app.ctx.services
    number = read_number(endpoint)
    await in_thread(services.webhook_endpoints.test, number)
    return _done(request, number, "tested")


@webhook_routes.post(f"{PLACE}/<endpoint:int>/remove")
@staff_only(Role.ADMIN)
async def remove(request: Request, endpoint: int) -> HTTPResponse:
    services: Services = request.app.ctx.services
    await in_thread(services.webhook_endpoints.remove, read_number(endpoint), request.ctx.staff)
    return redirect_to(request, f"{PLACE}?done=removed", status=303)


@webhook_routes.post(f"{PLACE}/<endpoint:int>/deliveries/<delivery:int>/replay")
@staff_only(Role.ADMIN)
async def replay(request: Request, endpoint: int, delivery: int) -> HTTPResponse:
    services: Services = request.app.ctx.services
    number, which = read_number(endpoint), read_number(delivery)
    await in_thread(services.webhook_deliveries.replay, number, which, request.ctx.staff)
    return _done(request, number, "replayed")


async def _switch(request: Request, endpoint: int, on: bool) -> HTTPResponse:
    services: Services = request.app.ctx.services
    await in_thread(services.webhook_endpoints.switch, endpoint, on, request.ctx.staff)
    return _done(request, endpoint, "on" if on else "off")


async def _list(request: Request, error: EffieError | None = None) -> HTTPResponse:
    services: Services = request.app.ctx.services
    endpoints = await in_thread(services.webhook_endpoints.all)
    counts = await in_thread(services.webhook_deliveries.counts)
    return await staff_page(
        request,
        "staff/webhooks.html",
        error.status if error else 200,
        problem=error.message if error else "",
        done=_said(request),
        endpoints=[
            (each, {state.value: counts.get((each.id, state), 0) for state in DeliveryState})
            for each in endpoints
        ],
        offered=_offered(),
        typed={
            "url": field(request, "url") if error else "",
            "events": fields(request, "event") if error else [],
        },
        longest_url=MAX_WEBHOOK_URL_LENGTH,
    )


async def _one(request: Request, number: int, error: EffieError | None = None) -> HTTPResponse:
    services: Services = request.app.ctx.services
    endpoint = await in_thread(services.webhook_endpoints.get, number)
    return await staff_page(
        request,
        "staff/webhook.html",
        error.status if error else 200,
        problem=error.message if error else "",
        done=_said(request),
        endpoint=endpoint,
        secret=signing_secret(services.environment.secret, endpoint),
        offered=_offered(),
        deliveries=await in_thread(services.webhook_deliveries.log, number, _MOST_SHOWN),
        most=_MOST_SHOWN,
    )


def _offered() -> list[WebhookEvent]:
    return [event for event in WebhookEvent if event is not WebhookEvent.TEST]


def _said(request: Request) -> str:
    return _DONE.get(request.args.get("done", ""), "") if request.method == "GET" else ""


def _done(request: Request, endpoint: int, what: str) -> HTTPResponse:
    return redirect_to(request, f"{PLACE}/{endpoint}?done={what}", status=303)
