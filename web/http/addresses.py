"""The address under which people reach this site."""

from __future__ import annotations

import re

from sanic import Request

_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?\Z")


def site_address(request: Request) -> str:
    """Return where customers reach us: as EFFIE_PUBLIC_URL says, else as this request did."""
    environment = request.app.ctx.services.environment
    if environment.public_url:
        return str(environment.public_url)
    if _HOST.match(request.host):
        return f"{request.scheme}://{request.host}"
    return f"http://127.0.0.1:{environment.web_port}"
