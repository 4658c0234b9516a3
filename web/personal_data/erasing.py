"""Erasing a person: confirmed by typing, done by a background job, watched on a page."""

from __future__ import annotations

from dataclasses import replace

from sanic import Request
from sanic.response import HTTPResponse, json

from core.errors import BadInput, EffieError
from core.personal_data import Kind, read_terms
from core.staff import Role
from core.text import clean_text
from store.personal_data import PLACES, People
from web.auth import staff_blueprint, staff_only, staff_page
from web.http import field, in_thread, redirect_to
from web.personal_data.people import CONFIRMED, PLACE, counted, erasures_of, person_page
from web.services import Services

erasing_routes = staff_blueprint("erasing_people")


@erasing_routes.post(f"{PLACE}/people/<conversation:str>/erase")
@staff_only(Role.ADMIN)
async def begin(request: Request, conversation: str) -> HTTPResponse:
    """Write down that they are to be erased; the job does it."""
    services: Services = request.app.ctx.services
    whose = await in_thread(People(services.database).whose, conversation)
    typed = clean_text(field(request, "terms"))
    try:
        if field(request, "confirm").strip() != CONFIRMED:
            raise BadInput(f"Nothing was erased. Type {CONFIRMED} in capitals to confirm.")
        whose = replace(whose, terms=read_terms(typed))
        counts = await counted(services, whose)
        number = await in_thread(erasures_of(services).begin, whose, counts, request.ctx.staff)
    except EffieError as error:
        return await person_page(request, conversation, error.status, error.message, typed)
    return redirect_to(request, f"{PLACE}/erasures/{number}", status=303)


@erasing_routes.get(f"{PLACE}/erasures/<number:int>")
@staff_only(Role.ADMIN)
async def progress(request: Request, number: int) -> HTTPResponse:
    """How far it has come, and at last the receipt."""
    erasure = await in_thread(erasures_of(request.app.ctx.services).get, number)
    return await staff_page(
        request,
        "personal_data/erasure.html",
        erasure=erasure,
        kinds=list(Kind),
        found=erasure.counted(erasure.found),
        erased=erasure.counted(erasure.erased),
        steps=len(PLACES),
    )


@erasing_routes.get(f"{PLACE}/erased.json")
@staff_only(Role.ADMIN)
async def erased(request: Request) -> HTTPResponse:
    """Who was erased, by ids of ours: for a backup that is restored later."""
    done = await in_thread(erasures_of(request.app.ctx.services).list_for_restore)
    headers = {"content-disposition": 'attachment; filename="erased.json"'}
    return json(done, headers=headers)
