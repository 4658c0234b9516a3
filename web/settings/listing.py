"""All settings on one page: what can be changed, what was, and what waits to be settled."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from sanic import Request
from sanic.response import HTTPResponse, raw

from core.setting_versions import layout_of, ordered
from core.staff import LEADING_ROLES
from store.setting_versions import OnDisk
from web.auth import staff_blueprint, staff_only, staff_page
from web.http import in_thread
from web.services import Services

PLACE = "/settings"
_RECENT = 8
_UNDATED = (1980, 1, 1, 0, 0, 0)  # so that the same settings make the same archive

setting_listing_routes = staff_blueprint("settings")


@setting_listing_routes.get(PLACE)
@staff_only(*LEADING_ROLES)
async def all_settings(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    files = {file.name: file for file in await in_thread(services.setting_versions.all)}
    history = await in_thread(services.setting_versions.history, most=_RECENT)
    pages = ordered([stem(name) for name in files])
    return await staff_page(
        request,
        "settings/all.html",
        pages=[(page, files[f"{page.name}.yml"]) for page in pages],
        recent=[(version, layout_of(stem(version.file))) for version in history],
        problem=services.live_settings.problem,
    )


@setting_listing_routes.get(f"{PLACE}/settings.zip")
@staff_only(*LEADING_ROLES)
async def export(request: Request) -> HTTPResponse:
    """Give all files as they hold now, comments kept, to be put into the folder."""
    services: Services = request.app.ctx.services
    packed = _pack(await in_thread(services.setting_versions.all))
    headers = {"Content-Disposition": 'attachment; filename="settings.zip"'}
    return raw(packed, content_type="application/zip", headers=headers)


def stem(name: str) -> str:
    """Return a file's name without its ending, as addresses have it."""
    return name.removesuffix(".yml")


def _pack(files: Sequence[OnDisk]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(zipfile.ZipInfo(f"settings/{file.name}", _UNDATED), file.text)
    return packed.getvalue()
