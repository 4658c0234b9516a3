"""Tern's site answering what its customers ask about their own account, as any host site would."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json

from core.errors import BadInput, NotAllowed
from core.lookups import IDENTITY_CLAIM, SIGNATURE_HEADER, TIMESTAMP_HEADER, is_signed
from store.clock import now
from web.auth import open_to_everyone
from web.demo.accounts import rows_of
from web.http import read_body
from web.services import Services

demo_lookup_routes = Blueprint("demo_lookups", url_prefix="/demo")


class NotEffie(NotAllowed):
    """This request is not signed with the shared secret, or long ago. Only Effie asks here."""


@demo_lookup_routes.post("/lookups/<name:str>")
@open_to_everyone
async def look_up(request: Request, name: str) -> HTTPResponse:
    services: Services = request.app.ctx.services
    at = now()
    _check_signature(request, services.environment.identity_secret, at)
    asked = read_body(request)
    if asked.get("lookup") != name:
        raise BadInput("What was signed asks for something else. Ask at its own address.")
    zone = services.settings.queues[services.settings.segments.of("").queue].hours.zone
    rows = rows_of(name, _customer(asked), at.astimezone(zone).date())
    return json({"rows": rows})


def _check_signature(request: Request, secret: str, at: datetime) -> None:
    timestamp = request.headers.get(TIMESTAMP_HEADER, "")
    signature = request.headers.get(SIGNATURE_HEADER, "")
    if not is_signed(request.body, timestamp, signature, secret, at):
        raise NotEffie


def _customer(asked: dict[str, Any]) -> str:
    identity = asked.get("identity")
    return str(identity.get(IDENTITY_CLAIM, "")) if isinstance(identity, dict) else ""
