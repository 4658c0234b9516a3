"""Handing out all that is kept of a person, with a receipt in the audit."""

from __future__ import annotations

import tempfile
from pathlib import Path

from sanic import Request
from sanic.response import HTTPResponse

from core.personal_data import Counts, Whose, in_words
from core.staff import Role
from store.audit import MAX_SUBJECT_LENGTH, write_audit
from store.clock import now
from store.personal_data import People, export, find_in_redis
from web.auth import staff_blueprint, staff_only
from web.http import in_thread
from web.personal_data.people import PLACE
from web.services import Services

_CHUNK = 1 << 18

exporting_routes = staff_blueprint("exporting_people")


@exporting_routes.post(f"{PLACE}/people/<conversation:str>/export")
@staff_only(Role.ADMIN)
async def hand_out(request: Request, conversation: str) -> HTTPResponse | None:
    """Send one archive: data.json, index.html and the files."""
    services: Services = request.app.ctx.services
    whose = await in_thread(People(services.database).whose, conversation)
    whose = whose.without_namesakes()
    in_redis = [each async for each in find_in_redis(services.redis, whose)]
    company = services.settings.widget.company
    with tempfile.TemporaryDirectory() as folder:  # nobody but us may look into it
        place = Path(folder) / "export.zip"
        given = (services.database, services.attachments, whose, in_redis, company, place)
        counts = await in_thread(export, *given)
        await in_thread(_receipt, services, request.ctx.staff.email, whose, conversation, counts)
        name = f"personal-data-{now():%Y-%m-%d}-{conversation[:12]}.zip"
        response = await request.respond(
            content_type="application/zip",
            headers={
                "content-disposition": f'attachment; filename="{name}"',
                "content-length": str(place.stat().st_size),
            },
        )
        with place.open("rb") as file:
            while data := await in_thread(file.read, _CHUNK):
                await response.send(data)
        await response.eof()
    return None


def _receipt(services: Services, who: str, whose: Whose, conversation: str, counts: Counts) -> None:
    subject = next(iter(whose.names), conversation)
    with services.database.writing() as connection:
        write_audit(
            connection, who, "person.export", subject[:MAX_SUBJECT_LENGTH], in_words(counts)
        )
