"""Finding a person, and what is kept of them."""

from __future__ import annotations

from sanic import Request
from sanic.response import HTTPResponse

from core.personal_data import Counts, Kind, Whose
from core.staff import Role
from core.text import clean_text
from store.personal_data import Erasures, People, count, find_in_redis
from web.auth import staff_blueprint, staff_only, staff_page
from web.http import in_thread
from web.services import Services

PLACE = "/personal-data"
MAX_WANTED_LENGTH = 200
CONFIRMED = "ERASE"  # what is typed to erase somebody

people_routes = staff_blueprint("people")


@people_routes.get(PLACE)
@staff_only(Role.ADMIN)
async def find(request: Request) -> HTTPResponse:
    """Who may be meant; and the erasures so far."""
    services: Services = request.app.ctx.services
    wanted = clean_text(request.args.get("q", "")).strip()[:MAX_WANTED_LENGTH]
    found = await in_thread(People(services.database).find, wanted) if wanted else []
    return await staff_page(
        request,
        "personal_data/people.html",
        wanted=wanted,
        found=found,
        longest=MAX_WANTED_LENGTH,
        erasures=await in_thread(erasures_of(services).latest),
    )


@people_routes.get(f"{PLACE}/people/<conversation:str>")
@staff_only(Role.ADMIN)
async def person(request: Request, conversation: str) -> HTTPResponse:
    return await person_page(request, conversation)


async def person_page(
    request: Request, conversation: str, status: int = 200, problem: str = "", terms: str = ""
) -> HTTPResponse:
    """Show whose conversation it is, and how much of each kind is kept of them."""
    services: Services = request.app.ctx.services
    people = People(services.database)
    found = await in_thread(people.one, conversation)
    whose = await in_thread(people.whose, conversation)
    return await staff_page(
        request,
        "personal_data/person.html",
        status,
        found=found,
        whose=whose,
        counts=await counted(services, whose),
        kinds=list(Kind),
        held=await in_thread(people.with_agents, whose),
        terms=terms or "\n".join(whose.terms),
        problem=problem,
        word=CONFIRMED,
    )


async def counted(services: Services, whose: Whose) -> Counts:
    """Return how much of each kind is theirs, in the record and in Redis."""
    counts = await in_thread(count, services.database, whose)
    counts[Kind.ON_THE_WAY] = len([each async for each in find_in_redis(services.redis, whose)])
    return counts


def erasures_of(services: Services) -> Erasures:
    return Erasures(services.database, services.attachments)
