"""One settings file: its form, the same as text, and a change looked at before it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sanic import Request
from sanic.response import HTTPResponse

from core.errors import BadInput, EffieError, Fault, NotFound
from core.setting_versions import (
    MAX_DIFFERENCES,
    MAX_REASON_LENGTH,
    Choices,
    Difference,
    Part,
    SettingChanged,
    SettingVersion,
    Typed,
    differences,
    digest,
    edits,
    entries,
    fresh_entry,
    layout_of,
    line_changes,
    needs_restart,
    who_may_change,
)
from core.staff import LEADING_ROLES
from core.text import clean_text
from store.setting_versions import OnDisk
from store.settings_files import edit_text, read_document, usual_words
from web.auth import check_role, staff_blueprint, staff_only, staff_page
from web.http import field, fields, in_thread, redirect_to
from web.services import Services
from web.settings.calibration import calibration_of
from web.settings.large_forms import large_form
from web.settings.listing import PLACE, stem
from web.settings.tried import Tried
from web.settings.trying import try_change

_DONE = {
    "saved": "It applies now, everywhere within two seconds.",
    "kept": "It is saved, and applies once Effie is started again.",
    "undone": "The change is undone. What applied before applies again.",
    "settled": "The conflict is settled.",
}

setting_editing_routes = staff_blueprint("setting_editing")


@dataclass(frozen=True)
class Changes:
    """What a text changes, in words: places of the document, or lines where only comments did."""

    places: tuple[Difference, ...]
    lines: tuple[tuple[str, str], ...]
    more: int = 0


@setting_editing_routes.get(f"{PLACE}/<name:str>")
@staff_only(*LEADING_ROLES)
async def one(request: Request, name: str) -> HTTPResponse:
    """Show a file's form, or with `?as=text` its text, and its changes so far."""
    return await show(request, name)


@setting_editing_routes.post(f"{PLACE}/<name:str>/try", stream=True)
@large_form
@staff_only(*LEADING_ROLES)
async def try_it(request: Request, name: str) -> HTTPResponse:
    """Show what a change changes, and what it would have done, before it holds."""
    services: Services = request.app.ctx.services
    check_role(request, who_may_change(name))
    file = await in_thread(services.setting_versions.get, f"{name}.yml")
    try:
        text = await in_thread(_wanted, request, file)
        if text == file.text:
            raise BadInput("Nothing is changed.")
        after = await in_thread(services.setting_versions.read_with, {file.name: text})
        tried = await try_change(services, name, services.settings, after)
    except EffieError as error:
        return await show(request, name, error, typed=_typed(request))
    return await _tried_page(request, file, text, tried)


@setting_editing_routes.post(f"{PLACE}/<name:str>", stream=True)
@large_form
@staff_only(*LEADING_ROLES)
async def save(request: Request, name: str) -> HTTPResponse:
    """Let a text hold from now on."""
    services: Services = request.app.ctx.services
    check_role(request, who_may_change(name))
    text, seen = _text(request), field(request, "seen")
    why = " ".join(clean_text(field(request, "why")).split())[:MAX_REASON_LENGTH]
    who = request.ctx.staff.email
    try:
        await in_thread(services.setting_versions.change, f"{name}.yml", text, seen, who, why)
    except NotFound:
        raise
    except EffieError as error:
        return await show(request, name, error)
    done = "kept" if needs_restart(name) else "saved"
    return redirect_to(request, f"{PLACE}/{name}?done={done}", status=303)


async def show(
    request: Request, name: str, error: EffieError | None = None, typed: Typed | None = None
) -> HTTPResponse:
    """Return a file's page.

    typed: what was typed into its form and was refused; it stays in it
    """
    services: Services = request.app.ctx.services
    file = await in_thread(services.setting_versions.get, f"{name}.yml")
    history = await in_thread(_history, services, file.name)
    layout = layout_of(name)
    as_text = layout.parts is None or "text" in (request.args.get("as"), field(request, "as"))
    document, unreadable = _document(file.name, file.text)
    as_text = as_text or bool(unreadable)
    parts = (
        layout.parts(await in_thread(_choices, services)) if layout.parts and not as_text else ()
    )
    return await staff_page(
        request,
        "settings/one.html",
        _status(error),
        problem=error.message if error else services.live_settings.problem,
        done="" if error else _DONE.get(request.args.get("done", ""), ""),
        layout=layout,
        may_change=request.ctx.staff.role in who_may_change(name),
        file=file,
        seen=digest(file.text),
        as_text=as_text,
        text=_text(request) if error and field(request, "text") else file.text,
        parts=[(part, f"{n}", entries(n, part, document)) for n, part in enumerate(parts)],
        typed=typed,
        history=history,
        conflict=await in_thread(_conflict, file),
        drawn=await calibration_of(services) if name == "confidence" else None,
        fresh=fresh_entry,
        zipped=zip,
    )


def changes_of(before: str, after: str) -> Changes:
    """Return what changes between two texts of a file."""
    (old, bad), (new, worse) = _document("", before), _document("", after)
    places = () if bad or worse else differences(old, new)
    lines = () if places else line_changes(before, after)
    more = max(0, len(places or lines) - MAX_DIFFERENCES)
    return Changes(places[:MAX_DIFFERENCES], lines[:MAX_DIFFERENCES], more)


async def _tried_page(request: Request, file: OnDisk, text: str, tried: Tried) -> HTTPResponse:
    return await staff_page(
        request,
        "settings/try.html",
        layout=layout_of(stem(file.name)),
        file=file,
        text=text,
        seen=field(request, "seen"),
        changes=changes_of(file.text, text),
        tried=tried,
        reason_length=MAX_REASON_LENGTH,
    )


def _wanted(request: Request, file: OnDisk) -> str:
    """Return the text that a form asks for; raises BadInput or SettingChanged."""
    if field(request, "seen") != digest(file.text):
        raise SettingChanged
    if field(request, "as") == "text":
        return _text(request)
    document, unreadable = _document(file.name, file.text)
    layout = layout_of(stem(file.name))
    if unreadable or layout.parts is None:
        raise BadInput("This file is changed as text.")
    parts: tuple[Part, ...] = layout.parts(_choices(request.app.ctx.services))
    wanted = edits(parts, document, _typed(request))
    return edit_text(file.text, wanted) if wanted else file.text


def _history(services: Services, name: str) -> list[tuple[SettingVersion, Changes]]:
    """Return the newest changes of a file, and what each changed; slow for a large file."""
    history = services.setting_versions.history(name)
    return [(version, changes_of(version.before, version.after)) for version in history]


def _typed(request: Request) -> Typed:
    def typed(name: str) -> list[str]:
        return [clean_text(value) for value in fields(request, name)]

    return typed


def _text(request: Request) -> str:
    """Return a file's text as browsers send it, with the line ends of files."""
    text = field(request, "text").replace("\r\n", "\n").replace("\r", "\n")
    return text if not text or text.endswith("\n") else f"{text}\n"


def _document(name: str, text: str) -> tuple[Any, str]:
    """Return what a text holds, and why it can't be read."""
    try:
        return read_document(name, text), ""
    except Fault as fault:
        return {}, fault.message


def _choices(services: Services) -> Choices:
    settings = services.settings
    segments, queues = settings.segments.by_name, settings.queues
    teams = _teams(services.setting_versions.get("hours.yml").text)
    connections = settings.connections.by_name
    return {
        "segments": tuple((name, each.label) for name, each in segments.items()),
        "queues": tuple((name, each.label) for name, each in queues.items()),
        "channels": tuple((name, each.label) for name, each in settings.channels.items()),
        "teams": tuple((name, name.replace("_", " ").capitalize()) for name in teams),
        "words": tuple((name, " / ".join(texts)) for name, texts in usual_words().items()),
        "connections": tuple((name, each.label) for name, each in connections.items()),
    }


def _teams(text: str) -> list[str]:
    """Return the names of the teams in the opening hours, as far as they can be read."""
    document, _ = _document("hours.yml", text)
    teams = document.get("teams") if isinstance(document, Mapping) else None
    return [str(name) for name in teams] if isinstance(teams, Mapping) else []


def _conflict(file: OnDisk) -> tuple[str, Changes] | None:
    if not file.conflict:
        return None
    return digest(file.disk), changes_of(file.text, file.disk)


def _status(error: EffieError | None) -> int:
    if error is None:
        return 200
    return 422 if isinstance(error, Fault) else error.status
