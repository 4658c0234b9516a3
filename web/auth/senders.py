"""Who sends a request, as far as limits and fair turns go: a network, by a name that hides it."""

from __future__ import annotations

import hashlib
import hmac

from sanic import Request

from core.network import network_of
from web.services import Services

_LENGTH = 16  # hexadecimal digits: two networks by the same name are not to be expected


def sender_of(request: Request) -> str:
    """Name the network a request comes from; behind proxies of ours, the one they tell."""
    services: Services = request.app.ctx.services
    network = network_of(request.client_ip).encode()
    return hmac.new(services.environment.secret.encode(), network, hashlib.sha256).hexdigest()[
        :_LENGTH
    ]
