"""Who may use a route. Every route declares it; a test walks them all and tries.

A handler declares it by one of three decorators: `open_to_everyone`, `conversation_only` (here) or
`staff_only` (web/auth/staff.py).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from enum import Enum
from functools import wraps
from typing import Any, TypeVar

from sanic import Request
from sanic.response import HTTPResponse

from core.staff import Role
from web.auth.customer_tokens import right_to


class Open(Enum):
    """To whom besides members of staff a route may be open."""

    EVERYONE = "everyone"
    CONVERSATION = "the customer who has the conversation's token"
    KEY = "another system that has an API key with the scope"


Access = Open | frozenset[Role]
Handler = Callable[..., Awaitable[HTTPResponse | None]]
AnyHandler = TypeVar("AnyHandler", bound=Callable[..., Any])


def open_to_everyone(handler: AnyHandler) -> AnyHandler:
    """Declare that a handler asks for nobody's credentials, or looks after them itself."""
    return declare(handler, Open.EVERYONE)


def conversation_only(handler: Handler) -> Handler:
    """Let only the customer whose conversation it is call a handler; raises TokenRefused.

    The handler finds the right in `request.ctx.right`.
    """

    @wraps(handler)
    async def guarded(
        request: Request, conversation: str, *args: Any, **kwargs: Any
    ) -> HTTPResponse | None:
        request.ctx.right = await right_to(request, conversation)
        return await handler(request, conversation, *args, **kwargs)

    return declare(guarded, Open.CONVERSATION)


def declare(handler: AnyHandler, access: Access) -> AnyHandler:
    """Write down who may call a handler."""
    handler.__dict__["open_to"] = access
    return handler


def access_of(handler: Callable[..., Any]) -> Access | None:
    """Return what a handler declares, None if it declares nothing."""
    access: Access | None = getattr(handler, "open_to", None)
    return access
