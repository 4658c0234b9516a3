"""Tern's demo page: a host site with the widget on it, signing its visitors' identities."""

from __future__ import annotations

from datetime import timedelta

import jwt
from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from store.clock import now
from web.auth import open_to_everyone
from web.demo.visitors import POPULAR, VISITORS
from web.http import render
from web.services import Services

demo_routes = Blueprint("demo")


@demo_routes.get("/")
@open_to_everyone
async def home(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    chosen = request.args.get("as", "")
    visitor = next((v for v in VISITORS if v.key == chosen), VISITORS[0])
    popular = (await services.live_articles.now()).some(POPULAR)
    return await render(
        request,
        "public/demo.html",
        company=services.settings.widget.company,
        identity=_sign(visitor.claims, services.environment.identity_secret),
        visitors=[{"key": v.key, "label": v.label, "active": v is visitor} for v in VISITORS],
        popular=popular,
        phone=services.environment.demo_phone,
    )


def _sign(claims: dict[str, str], secret: str) -> str:
    """Sign a visitor's identity as a host site does on its server; "" for a stranger."""
    if not claims:
        return ""
    return jwt.encode({**claims, "exp": now() + timedelta(hours=1)}, secret, "HS256")
