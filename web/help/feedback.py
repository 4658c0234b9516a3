""" "Did this help?" under an article: counted by article and day, and nothing else is kept."""

from __future__ import annotations

from sanic import Request
from sanic.response import HTTPResponse, json

from core.errors import BadInput, NotAllowed, TooMany
from web.articles import article_path
from web.auth import open_to_everyone
from web.help.routing import help_blueprint
from web.http import in_thread, redirect_to
from web.services import Services

_A_DAY = 24 * 3600  # seconds
_MAX_A_DAY = 60  # words from one address, about all articles: an office may share one
_MAX_AN_ARTICLE = 3  # of these about the same article

feedback_routes = help_blueprint("help_feedback")


@feedback_routes.post("/<slug:str>/feedback", unquote=True)
@open_to_everyone
async def feedback(request: Request, slug: str) -> HTTPResponse:
    """Count a reader's word, and lead back to the article, which thanks for it."""
    services: Services = request.app.ctx.services
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise NotAllowed("Say on the article's own page whether it helped.")
    form = request.form
    helped = form.get("helped") if form else None
    if helped not in {"yes", "no"}:
        raise BadInput("Say whether the article helped: yes or no.")
    (await services.live_articles.now()).get(slug)
    if await _counts(services, request.client_ip, slug):
        await in_thread(services.article_feedback.count, slug, helped == "yes")
    if "text/html" in request.headers.get("accept", ""):
        return redirect_to(request, f"{article_path(slug)}?helped={helped}#feedback", status=303)
    return json({"helped": helped})


async def _counts(services: Services, address: str, slug: str) -> bool:
    """Tell whether a word from this address counts; one too many is thanked for all the same."""
    try:
        await services.limits.hit(f"feedback:{address}:{slug}", _MAX_AN_ARTICLE, _A_DAY)
        await services.limits.hit(f"feedback:{address}", _MAX_A_DAY, _A_DAY)
    except TooMany:
        return False
    return True
