"""Import and export: the whole knowledge base in and out."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections import Counter
from pathlib import Path
from typing import Any

from sanic import Request
from sanic.response import HTTPResponse, raw

from core.articles.importing import ImportOutcome
from core.errors import EffieError
from core.staff import CONSOLE_ROLES
from store.article_files import (
    MAX_FILES,
    MAX_UPLOAD_BYTES,
    BadArchive,
    FileReport,
    write_archive,
    write_question_table,
)
from store.articles import Articles
from store.exports import is_export
from web.auth import staff_only, staff_page
from web.console.routing import console_blueprint
from web.console.transfer.job import ARTICLES, QUESTIONS, Job
from web.console.transfer.upload import received, steps_of
from web.http import in_thread, read_query
from web.services import Services

transfer_routes = console_blueprint("console_transfer")

_MAX_NAME_LENGTH = 100
_LONGEST_SENT = 1_000  # characters of a name: no file system has longer ones
_ENDING = 10  # characters of a name that tell what the file is
_OPTIONS = ("dry", "overwrite", "withdraw", "publish")  # as ImportOptions has them
_CHUNK = 256_000  # bytes
_BLOCKING = (ImportOutcome.FAULTY, ImportOutcome.DRAFT, ImportOutcome.CONFLICT, ImportOutcome.KEPT)


@transfer_routes.get("/transfer")
@staff_only(*CONSOLE_ROLES)
async def page(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    files = await in_thread(services.article_sync.report)
    return await staff_page(
        request,
        "console/transfer.html",
        folder=services.environment.articles.name,
        files=len(files),
        last_at=max((file.at for file in files), default=None),
        counts=Counter(file.outcome.value for file in files),
        troubling=sorted(filter(_is_troubling, files), key=lambda file: not _is_blocking(file)),
        most_files=MAX_FILES,
    )


@transfer_routes.post("/api/transfer/articles", stream=True)
@staff_only(*CONSOLE_ROLES)
async def bring_articles(request: Request) -> None:
    """Take in a .zip of Markdown files, or what another help centre exported.

    Answers a line of JSON for each step.
    """
    await _bring(request, ARTICLES)


@transfer_routes.post("/api/transfer/questions", stream=True)
@staff_only(*CONSOLE_ROLES)
async def bring_questions(request: Request) -> None:
    """Take in a table of example questions, as above."""
    await _bring(request, QUESTIONS)


@transfer_routes.get("/transfer/articles.zip")
@staff_only(*CONSOLE_ROLES)
async def articles_archive(request: Request) -> None:
    services: Services = request.app.ctx.services
    folder = services.environment.var / "transfers"
    path = await in_thread(_pack, services.articles, folder)
    headers = {"Content-Disposition": 'attachment; filename="articles.zip"'}
    try:
        answer = await request.respond(content_type="application/zip", headers=headers)
        with path.open("rb") as file:
            while chunk := await asyncio.to_thread(file.read, _CHUNK):
                await answer.send(chunk)
        await answer.eof()
    finally:
        path.unlink(missing_ok=True)


@transfer_routes.get("/transfer/questions.csv")
@staff_only(*CONSOLE_ROLES)
async def questions_table(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    table = await in_thread(lambda: write_question_table(services.articles.live()[1]))
    headers = {"Content-Disposition": 'attachment; filename="questions.csv"'}
    return raw(table.encode("utf-8-sig"), content_type="text/csv; charset=utf-8", headers=headers)


async def _bring(request: Request, kind: str) -> None:
    services: Services = request.app.ctx.services
    environment, member = services.environment, request.ctx.staff
    options = {name: request.args.get(name) == "1" for name in _OPTIONS}
    name = _shortened(read_query(request, _LONGEST_SENT, "name")) or f"{kind} from the console"
    async with received(request, environment.var / "transfers", MAX_UPLOAD_BYTES) as path:
        if kind == ARTICLES and not is_export(name):
            await in_thread(_check, path)
        job = Job(
            database_url=environment.database_url,
            kind=kind,
            path=str(path.resolve()),
            name=name,
            options=options,
            member=member.id,
            member_name=member.name,
        )
        answer = await request.respond(content_type="application/x-ndjson")
        try:
            async for line in steps_of(job):
                await answer.send(line)
        except EffieError as error:
            await answer.send(_line({"error": type(error).__name__, "message": error.message}))
        await answer.eof()


def _shortened(name: str) -> str:
    """Return the name of a file with its ending, whatever is left out before that."""
    if len(name) <= _MAX_NAME_LENGTH:
        return name
    return f"{name[: _MAX_NAME_LENGTH - _ENDING - 1]}…{name[-_ENDING:]}"


def _check(path: Path) -> None:
    """Refuse at once what is plainly no archive."""
    with path.open("rb") as file:
        if file.read(2) != b"PK":
            raise BadArchive


def _pack(articles: Articles, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / secrets.token_hex(16)
    with path.open("wb") as file:
        write_archive(articles.live()[1], file)
    return path


def _is_troubling(file: FileReport) -> bool:
    return bool(file.faults) or _is_blocking(file)


def _is_blocking(file: FileReport) -> bool:
    return file.outcome in _BLOCKING


def _line(values: dict[str, Any]) -> bytes:
    return json.dumps(values).encode() + b"\n"
