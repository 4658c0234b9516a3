"""The connections to messengers, for admins: whether they work, why not, and a message to try."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from sanic import Request
from sanic.response import HTTPResponse

from core.channels import (
    Condition,
    Connection,
    Delivery,
    Said,
    SecretName,
    Styled,
    Tally,
    Working,
    capability_of,
    condition_of,
    lay_out,
)
from core.errors import BadInput, Conflict, EffieError, NotFound
from core.staff import Role
from store.audit import write_audit
from store.channels import TEST_CAUSE, Identity, Overview, Post, Posted
from web.auth import staff_blueprint, staff_only, staff_page
from web.http import field, in_thread, redirect_to, site_address
from web.services import Services
from web.staff.channel_help import guided_kinds

PLACE = "/channels"
MAX_TEST_RECIPIENTS = 50
_TEST = "This is a test from {company}: messages reach you here. You need not answer."
_WAIT_FOR_TEST = 4.0  # seconds; what takes longer is shown as what it is by then
_LOOK_EVERY = 0.2

channel_page_routes = staff_blueprint("channels_page")


@dataclass(frozen=True)
class Shown:
    """A connection as the page shows it."""

    connection: Connection
    condition: Condition
    overview: Overview
    people: list[Identity]
    test: Posted | None
    tested: Identity | None

    @property
    def variables(self) -> Mapping[str, str]:
        return {name.value: self.connection.variable(name) for name in SecretName}


@channel_page_routes.get(PLACE)
@staff_only(Role.ADMIN)
async def show(request: Request) -> HTTPResponse:
    return await _page(request)


@channel_page_routes.post(f"{PLACE}/<name:str>/test")
@staff_only(Role.ADMIN)
async def send_test(request: Request, name: str) -> HTTPResponse:
    """Send a message to somebody the connection knows; the page then says what came of it."""
    services: Services = request.app.ctx.services
    try:
        connection = _connection(services, name)
        to = field(request, "to")
        who = await in_thread(services.identities.get, name, to) if to else None
        if who is None:
            raise BadInput("Choose whom the test message goes to.")
        cause = f"{TEST_CAUSE}{secrets.token_hex(8)}"
        await in_thread(_put, services, connection, who, cause, request.ctx.staff.email)
    except EffieError as error:
        return await _page(request, error)
    await _wait(services, cause)
    return redirect_to(request, f"{PLACE}?tested={name}#{name}", status=303)


def _connection(services: Services, name: str) -> Connection:
    connection = services.settings.connections.by_name.get(name)
    if connection is None:
        raise NotFound("There is no such connection any more. Reload the page.")
    if missing := connection.missing(services.environment.connection_variables):
        raise Conflict(f"It is off: {' and '.join(missing)} must be set first.")
    return connection


def _put(services: Services, connection: Connection, to: Identity, cause: str, by: str) -> None:
    words = Styled(_TEST.format(company=services.settings.widget.company))
    (message,) = lay_out([Said(0, words)], capability_of(connection))
    services.outbox.add([Post(connection.name, to.external, "", cause, message)])
    with services.database.writing() as db:
        write_audit(db, by, "channel.test", connection.name, f"to identity {to.id}")


async def _wait(services: Services, cause: str) -> None:
    """Wait until the message is sent or has failed, or a while."""
    for _ in range(int(_WAIT_FOR_TEST / _LOOK_EVERY)):
        posted = await in_thread(services.outbox.by_cause, cause)
        if posted is None or posted.state is not Delivery.QUEUED or posted.reason:
            return
        await asyncio.sleep(_LOOK_EVERY)


async def _page(request: Request, error: EffieError | None = None) -> HTTPResponse:
    services: Services = request.app.ctx.services
    return await staff_page(
        request,
        "staff/channels.html",
        error.status if error else 200,
        problem=error.message if error else "",
        shown=await in_thread(_shown, services),
        just_tested=request.args.get("tested", ""),
        site=site_address(request),
        is_public=services.environment.is_https,
        kinds=guided_kinds(),
        Working=Working,
        Tally=Tally,
    )


def _shown(services: Services) -> list[Shown]:
    return [_one(services, connection) for connection in services.settings.connections]


def _one(services: Services, connection: Connection) -> Shown:
    overview = services.overviews.of(connection.name)
    missing = connection.missing(services.environment.connection_variables)
    unread = services.mails.problem(connection.name)  # of a mailbox
    waiting = [*([unread] if unread else []), *(each.words for each in overview.waiting)]
    test = services.outbox.get(overview.test) if overview.test else None
    return Shown(
        connection,
        condition_of(missing, waiting, overview.newest),
        overview,
        services.identities.lately(connection.name, MAX_TEST_RECIPIENTS),
        test,
        services.identities.get(test.connection, test.recipient) if test else None,
    )
