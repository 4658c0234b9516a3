"""Handing out all that is kept of a person, with a receipt in the audit."""

from __future__ import annotations

from sanic import Request

from core.personal_data import Counts, Kind, Whose, in_words
from core.staff import Role
from store.audit import MAX_SUBJECT_LENGTH, write_audit
from store.clock import now
from store.personal_data import People, count, export, find_in_redis
from web.auth import staff_blueprint, staff_only
from web.http import in_thread
from web.personal_data.people import PLACE
from web.services import Services

exporting_routes = staff_blueprint("exporting_people")


@exporting_routes.post(f"{PLACE}/people/<conversation:str>/export")
@staff_only(Role.ADMIN)
async def hand_out(request: Request, conversation: str) -> None:
    """Send one archive, as it is made: the files, data.json and index.html."""
    services: Services = request.app.ctx.services
    whose = await in_thread(People(services.database).whose, conversation)
    whose = whose.without_namesakes()
    in_redis = [each async for each in find_in_redis(services.redis, whose)]
    counts = await in_thread(count, services.database, whose)
    counts[Kind.ON_THE_WAY] = len(in_redis)
    await in_thread(_receipt, services, request.ctx.staff.email, whose, conversation, counts)
    name = f"personal-data-{now():%Y-%m-%d}-{conversation[:12]}.zip"
    response = await request.respond(
        content_type="application/zip",
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )
    company = services.settings.widget.company
    pieces = export(services.database, services.attachments, whose, in_redis, company)
    while (piece := await in_thread(next, pieces, None)) is not None:
        if piece:
            await response.send(piece)
    await response.eof()


def _receipt(services: Services, who: str, whose: Whose, conversation: str, counts: Counts) -> None:
    subject = next(iter(whose.names), conversation)
    with services.database.writing() as connection:
        write_audit(
            connection, who, "person.export", subject[:MAX_SUBJECT_LENGTH], in_words(counts)
        )
