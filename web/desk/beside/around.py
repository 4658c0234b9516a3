"""Who else is at a conversation: who watches it, who reads along, who writes."""

from __future__ import annotations

from typing import Any

from sanic import Request
from sanic.response import HTTPResponse, empty, json

from core.handoffs import PAGE_GONE_AFTER
from core.staff import DESK_ROLES, StaffMember, first_name
from store.clock import now
from store.realtime import AWAY, Presence, RedisError
from web.auth import staff_only
from web.desk.page import desk_blueprint
from web.http import in_thread, read_body
from web.services import Services

around_routes = desk_blueprint("around")


@around_routes.post("/api/conversations/<conversation:str>/watch")
@staff_only(*DESK_ROLES)
async def watch(request: Request, conversation: str) -> HTTPResponse:
    """Watch a conversation, or no longer: whoever watches is told of what its customer writes."""
    services: Services = request.app.ctx.services
    watches = read_body(request).get("watches") is not False
    await in_thread(services.conversations.get, conversation)
    await in_thread(services.watchers.set, conversation, request.ctx.staff, watches)
    return json(await in_thread(watching_json, services, conversation, request.ctx.staff))


@around_routes.post("/api/conversations/<conversation:str>/noting")
@staff_only(*DESK_ROLES)
async def noting(request: Request, conversation: str) -> HTTPResponse:
    """Let colleagues see that a note is being written."""
    services: Services = request.app.ctx.services
    member: StaffMember = request.ctx.staff
    who = {"who": "colleague", "by": member.id, "name": member.first_name}
    await in_thread(services.conversations.get, conversation)
    await services.news.publish(conversation, kind="typing", **who)
    return empty()


def watching_json(services: Services, conversation: str, member: StaffMember) -> dict[str, Any]:
    """Whether a member of staff watches a conversation, and who else does."""
    who = services.watchers.of(conversation)
    others = [name for each, name in who.items() if each != member.id]
    return {"watches": member.id in who, "others": others}


class Readers:
    """Who has one conversation open at the desk; kept for as long as their pages say so."""

    def __init__(self, services: Services, conversation: str) -> None:
        self._services, self._conversation = services, conversation
        self._presence = Presence(services.redis, f"readers:{conversation}")

    async def beat(self, member: StaffMember, arrives: bool) -> None:
        """Let colleagues see that this member reads along."""
        await self._presence.beat(f"{member.id} {member.name}")
        if arrives:
            await self._services.news.publish(self._conversation, kind="readers")

    async def leave(self, member: StaffMember) -> None:
        """Let colleagues see that they no longer do."""
        await self._presence.leave(f"{member.id} {member.name}")
        await self._services.news.publish(self._conversation, kind="readers")

    async def others(self, member: StaffMember) -> list[str] | None:
        """Return the first names of colleagues who read along, by name; None if nobody can tell."""
        try:
            found = await self._presence.since(now() - PAGE_GONE_AFTER)
        except (RedisError, *AWAY):
            return None
        people = (who.partition(" ") for who in found)
        return sorted(first_name(name) for key, _, name in people if key != member.id)
