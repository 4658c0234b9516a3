"""Who did what with the articles and the gaps, and when."""

from __future__ import annotations

from sanic import Request
from sanic.response import HTTPResponse

from core.staff import CONSOLE_ROLES
from core.text import whole_number
from store.articles import ARTICLE, ArticleActivity
from web.auth import staff_only, staff_page
from web.console.routing import console_blueprint
from web.http import MAX_QUERY_LENGTH, in_thread, read_query
from web.services import Services

A_PAGE = 100  # lines
_WORDS = {
    "article.create": "began",
    "article.draft": "wrote a draft of",
    "article.discard": "discarded the draft of",
    "article.publish": "published",
    "article.restore": "restored",
    "article.withdraw": "withdrew",
    "article.schedule": "planned",
    "article.import": "imported",
    "article.expire": "withdrew, as planned,",
    "article.unfit": "could not publish, as planned,",
    "article.suggest": "suggested something for",
    "article.pin": "pinned a question to",
    "article.unpin": "unpinned a question from",
    "article.comment": "commented on",
    "article.resolve_comment": "dealt with a comment on",
    "article.reopen_comment": "opened a comment again on",
    "gap.article": "chose an article to close",
    "gap.dismiss": "dismissed",
    "gap.reopen": "opened again",
}

activity_routes = console_blueprint("console_activity")


@activity_routes.get("/activity")
@staff_only(*CONSOLE_ROLES)
async def activity(request: Request) -> HTTPResponse:
    """Show the latest changes; `?article=`, `?who=` and `?before=` (a line's id) narrow it."""
    services: Services = request.app.ctx.services
    article, who = (read_query(request, MAX_QUERY_LENGTH, name) for name in ("article", "who"))
    line = whole_number(request.args.get("before", "")) or 0
    log = ArticleActivity(services.database)
    lines = await in_thread(log.latest, article, who, line, A_PAGE)
    subjects = {line.subject for line in lines if line.subject.startswith(ARTICLE)}
    slugs = tuple(subject.removeprefix(ARTICLE) for subject in subjects)
    return await staff_page(
        request,
        "console/activity.html",
        lines=lines,
        titles=await in_thread(services.article_search.titles, slugs),
        people=await in_thread(log.people),
        words=_WORDS,
        article=article,
        who=who,
        older=lines[-1].id if len(lines) == A_PAGE else 0,
    )
