"""Articles by the API: the console's drafts and versions, under the console's rules."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sanic import Request
from sanic.response import HTTPResponse, json

from core.api_keys import Scope
from core.articles import Draft, draft_of, problems_of, read_draft
from core.text import MAX_SLUG_LENGTH
from store.articles import MAX_WHY_LENGTH, ArticleRecord, ArticleState, DraftConflict
from store.clock import now
from web.api.conversation_shapes import MAX_API_PAGE
from web.api.guard import Stale, check_match, once
from web.api.operations import API, Operation, api_blueprint, operation
from web.api.shapes import read, read_query, told
from web.articles import next_review
from web.http import base_path, in_thread, read_body, read_slug, to_json
from web.services import Services

api_article_routes = api_blueprint("api_articles")


@dataclass(frozen=True)
class ArticleLine:
    """An article of the list."""

    slug: str = told("its name in addresses", "card-not-arrived")
    title: str = told("its title", "My card hasn't arrived")
    state: ArticleState = told("whether it answers", "live")
    owner: str = told("who looks after it", "cards-team")
    tags: tuple[str, ...] = told("its tags", ["cards"])


@dataclass(frozen=True)
class ArticlePage:
    """A page of articles by slug."""

    data: tuple[ArticleLine, ...] = told("the articles")
    next: str | None = told("the cursor of the next page, null on the last", None)


@dataclass(frozen=True)
class ArticleQuery:
    """Which articles are wanted."""

    cursor: str = told("`next` of the page before", "", longest=MAX_SLUG_LENGTH, default="")
    limit: int = told("how many", 50, least=1, most=MAX_API_PAGE, default=50)


@dataclass(frozen=True)
class ArticleText:
    """What an article says: its parts as in the console."""

    title: str = told("the title", "Change your delivery address")
    short: str = told("the short answer", "Open **Orders** and tap **Address**.", default="")
    steps: tuple[str, ...] = told("the steps", ["Open **Orders**.", "Tap **Address**."], default=())
    more: str = told("what else there is to say", "", default="")
    questions: tuple[str, ...] = told("how customers ask", ["i moved"], default=())
    next: tuple[str, ...] = told("slugs of what they ask next", [], default=())
    audience: str = told("whom it is for", "everyone", default="everyone")
    tags: tuple[str, ...] = told("its tags", ["orders"], default=())
    owner: str = told("who looks after it", "orders-team", default="")
    review: str = told("when to read it again, an ISO date", "2027-05-01", default="")


@dataclass(frozen=True)
class ProblemShape:
    """One thing to put right in a draft."""

    field: str = told("in which part", "short")
    words: str = told("what to do", "Write a short answer.")
    blocking: bool = told("whether it can't be published like this", True)


@dataclass(frozen=True)
class ArticleShape:
    """An article: what answers now, and what is being written."""

    slug: str = told("its name in addresses", "delivery-address")
    state: ArticleState = told("whether it answers", "draft")
    version: int = told("its latest version, 0 before the first", 0)
    live: ArticleText | None = told("what answers now, null if nothing does", None)
    draft: ArticleText | None = told("what is being written, null if nothing is")
    problems: tuple[ProblemShape, ...] = told("what to put right in the draft", [])
    published_at: datetime | None = told("when the latest version was made", None)


@dataclass(frozen=True)
class Why:
    """Why customers get another article now."""

    why: str = told("in words", "the app has changed", longest=MAX_WHY_LENGTH, default="")


_ONE_PATH = "/articles/<slug:str>"
_LIST = Operation(
    "GET", "/articles", Scope.ARTICLES_READ, "List articles", ArticlePage, query=ArticleQuery
)
_ONE = Operation("GET", _ONE_PATH, Scope.ARTICLES_READ, "Read an article", ArticleShape, tags=True)
_NEW = Operation(
    "POST",
    "/articles",
    Scope.ARTICLES_WRITE,
    "Begin an article under a name made from its title",
    ArticleShape,
    201,
    takes=ArticleText,
    tags=True,
)
_DRAFT = Operation(
    "POST",
    f"{_ONE_PATH}/draft",
    Scope.ARTICLES_WRITE,
    "Write an article's draft",
    ArticleShape,
    takes=ArticleText,
    matches=True,
    tags=True,
)
_PUBLISH = Operation(
    "POST",
    f"{_ONE_PATH}/publish",
    Scope.ARTICLES_WRITE,
    "Let an article's draft answer customers",
    ArticleShape,
    takes=Why,
    matches=True,
    tags=True,
)


@operation(api_article_routes, _LIST)
async def articles(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    asked = read_query(ArticleQuery, request.args)
    listed = await in_thread(services.articles.listed)
    left = sorted((each for each in listed if each.slug > asked.cursor), key=lambda e: e.slug)
    page = left[: asked.limit]
    lines = tuple(ArticleLine(e.slug, e.title, e.state, e.owner, tuple(e.tags)) for e in page)
    return json(to_json(ArticlePage(lines, page[-1].slug if len(left) > asked.limit else None)))


@operation(api_article_routes, _ONE)
async def article(request: Request, slug: str) -> HTTPResponse:
    return await _answer(request, read_slug(slug))


@operation(api_article_routes, _NEW)
async def begin(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    draft = _draft(read(ArticleText, read_body(request)))
    draft = replace(draft, review=draft.review or next_review())

    async def do() -> str:
        return await in_thread(services.articles.begin, draft, request.ctx.key.member)

    return await _answer(request, await once(request, do), 201)


@operation(api_article_routes, _DRAFT)
async def write(request: Request, slug: str) -> HTTPResponse:
    services: Services = request.app.ctx.services
    draft = _draft(read(ArticleText, read_body(request)))
    seen = await _as_seen(request, slug)
    revision, version = seen.draft.revision if seen.draft else 0, seen.listed.version
    save, member = services.articles.save_draft, request.ctx.key.member
    try:
        await in_thread(save, slug, draft, revision, member, based_on=version)
    except DraftConflict:
        raise Stale from None
    return await _answer(request, slug)


@operation(api_article_routes, _PUBLISH)
async def publish(request: Request, slug: str) -> HTTPResponse:
    services: Services = request.app.ctx.services
    why = read(Why, read_body(request)).why
    seen = await _as_seen(request, slug)
    revision, member = seen.draft.revision if seen.draft else 0, request.ctx.key.member
    try:
        await in_thread(services.articles.publish, slug, revision, why, member)
    except DraftConflict:
        raise Stale from None
    return await _answer(request, slug)


async def _as_seen(request: Request, slug: str) -> ArticleRecord:
    """Return an article that is still as it was read; raises MatchMissing or Stale."""
    services: Services = request.app.ctx.services
    record = await in_thread(services.articles.get, read_slug(slug))
    check_match(request, _tag(record))
    return record


async def _answer(request: Request, slug: str, status: int = 200) -> HTTPResponse:
    services: Services = request.app.ctx.services
    record = await in_thread(services.articles.get, slug)
    context = await in_thread(
        services.live_articles.validation_context, services.settings.effort_words, now().date()
    )
    draft = record.draft.draft if record.draft else None
    found = problems_of(slug, draft, context) if draft else ()
    shape = ArticleShape(
        slug,
        record.listed.state,
        record.listed.version,
        _text(draft_of(record.live)) if record.live else None,
        _text(draft) if draft else None,
        tuple(ProblemShape(each.field, each.words, each.blocking) for each in found),
        record.listed.published_at,
    )
    headers = {"ETag": _tag(record)}
    if status == 201:
        headers["Location"] = f"{base_path(request)}{API}/articles/{slug}"
    return json(to_json(shape), status, headers=headers)


def _tag(record: ArticleRecord) -> str:
    return f'"{record.listed.version}-{record.draft.revision if record.draft else 0}"'


def _draft(text: ArticleText) -> Draft:
    parts: dict[str, Any] = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in asdict(text).items()
    }
    return read_draft(parts)


def _text(draft: Draft) -> ArticleText:
    return replace(ArticleText(draft.title), **{n: getattr(draft, n) for n in asdict(draft)})
