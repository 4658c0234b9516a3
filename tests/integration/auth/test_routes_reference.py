"""docs/reference/routes.md names every route, who may use it, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from core.staff import Role
from launch.paths import HOME
from store.database import Database
from tests.support.web import running_web
from web.auth import Open, access_of
from web.auth.access import Access

REFERENCE = HOME / "docs" / "reference" / "routes.md"
_ROW = re.compile(r"^\| `([A-Z]+) (\S+)` \| ([^|]+) \|", re.MULTILINE)
_NAMED = {Role.AGENT: "agents", Role.CONTENT_MANAGER: "content managers"} | {
    Role.SUPERVISOR: "supervisors",
    Role.ADMIN: "admins",
}


async def test_the_reference_names_every_route_and_who_may_use_it(
    database: Database, redis_url: str, tmp_path: Path
) -> None:
    served = set()
    async with running_web(database.url, redis_url, tmp_path, demo=True) as web:
        for route in web.app.router.routes:
            path = re.sub(r"<([^:>]+):[^>]+>", r"<\1>", f"/{route.path}")
            path = path.replace("<__file_uri__>", "<file>")
            for method in route.methods - {"HEAD", "OPTIONS"}:
                served.add((method, path, who(access_of(route.handler))))
    named = {(method, path, who) for method, path, who in _ROW.findall(REFERENCE.read_text())}
    assert sorted(served - named) == [], "add these rows to docs/reference/routes.md"
    assert sorted(named - served) == [], "docs/reference/routes.md names what is not there"


def who(access: Access | None) -> str:
    if access is Open.EVERYONE:
        return "everyone"
    if access is Open.KEY:
        return "an API key"
    if access is Open.CONVERSATION:
        return "the conversation's customer"
    assert isinstance(access, frozenset)
    if access == frozenset(Role):
        return "all staff"
    return ", ".join(name for role, name in _NAMED.items() if role in access)
