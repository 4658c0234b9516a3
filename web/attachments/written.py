"""A conversation as something to keep: plain words, or a page to print."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from sanic import Request
from sanic.response import HTTPResponse, raw

from core.conversations import Author, Utterance
from core.settings import Settings
from core.staff import first_name
from web.http import in_thread, render
from web.services import Services

MAX_WRITTEN = 5000  # utterances
_PRINTED = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
_WHOLE_PAGE = "page"


async def written_file(request: Request, conversation: str, form: str) -> HTTPResponse:
    """Answer with the transcript as a file: form "page" for one to print, else plain text."""
    services: Services = request.app.ctx.services
    said = await in_thread(services.transcripts.read, conversation, 0, MAX_WRITTEN)
    settings = services.settings
    if form == _WHOLE_PAGE:
        lines = [_line(each, settings) for each in said]
        answer = await render(request, "transcript/page.html", lines=lines)
        answer.headers["Content-Security-Policy"] = _PRINTED
        answer.headers["Content-Disposition"] = 'attachment; filename="conversation.html"'
        return answer
    headers = {"Content-Disposition": 'attachment; filename="conversation.txt"'}
    words = as_text(said, settings).encode()
    return raw(words, content_type="text/plain; charset=utf-8", headers=headers)


def as_text(said: Sequence[Utterance], settings: Settings) -> str:
    """Return what was said as plain text: when, by whom, and the words."""
    title = f"Your conversation with {settings.widget.company}"
    lines = [_line(each, settings) for each in said]
    words = [f"{line['at']}  {line['who']}:\n{line['words']}" for line in lines]
    return "\n\n".join([title, *words]) + "\n"


def _line(each: Utterance, settings: Settings) -> dict[str, str]:
    names = {
        Author.CUSTOMER: "You",
        Author.BOT: settings.widget.assistant,
        Author.AGENT: first_name(each.agent_name),
        Author.NOTICE: "Note",
    }
    at = each.at.astimezone(_zone(settings))
    return {
        "author": each.author.value,
        "who": names[each.author],
        "at": at.strftime("%-d %B %Y, %H:%M"),
        "words": each.in_words,
    }


def _zone(settings: Settings) -> tzinfo:
    """The team's own clock, as the assistant tells moments."""
    return next(iter(settings.queues.values())).hours.zone
