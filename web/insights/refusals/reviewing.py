"""A policy that customers were refused something because of: its figures, and its review."""

from __future__ import annotations

from collections.abc import Callable

from sanic import Request
from sanic.response import HTTPResponse

from core.errors import BadInput, EffieError
from core.policies import PolicyOutcome, read_review
from core.staff import INSIGHT_ROLES, StaffMember
from core.text import whole_number
from store.audit import read_audit
from store.insights import refused_in
from store.policies import subject_of
from web.auth import staff_blueprint, staff_only
from web.http import field, in_thread, read_number, redirect_to
from web.insights.asked import read_asked
from web.insights.refusals.page import COLUMNS, cells, with_a_person
from web.insights.rendering import insight_page
from web.insights.tables import Table
from web.services import Services

OUTCOMES = {
    PolicyOutcome.OPEN: "To be reviewed",
    PolicyOutcome.CHANGED: "Changed",
    PolicyOutcome.KEPT: "Kept, because",
}
_DONE = {
    "review": "The outcome is kept. Agents see why a policy is kept when they refuse something.",
    "owner": "It is theirs now.",
    "merge": "The two count as one.",
}
_TYPED = ("outcome", "why", "told")

insight_policy_routes = staff_blueprint("insight_policies")


@insight_policy_routes.get("/insights/refusals/<policy:int>")
@staff_only(*INSIGHT_ROLES)
async def show(request: Request, policy: int) -> HTTPResponse:
    """Show a policy; raises NotFound."""
    return await _page(request, read_number(policy))


@insight_policy_routes.post("/insights/refusals/<policy:int>/review")
@staff_only(*INSIGHT_ROLES)
async def review(request: Request, policy: int) -> HTTPResponse:
    """Keep an outcome: changed, with what customers are told, or kept, with the reason."""
    services: Services = request.app.ctx.services
    read_number(policy)

    def decide() -> int:
        mask = services.settings.privacy.mask
        why, told = (mask(field(request, name)) for name in ("why", "told"))
        decided = read_review(field(request, "outcome"), why, told)
        services.policies.review(policy, decided, request.ctx.staff)
        return policy

    return await _decide(request, policy, "review", decide)


@insight_policy_routes.post("/insights/refusals/<policy:int>/owner")
@staff_only(*INSIGHT_ROLES)
async def give(request: Request, policy: int) -> HTTPResponse:
    """Have somebody look after it, or nobody."""
    services: Services = request.app.ctx.services
    read_number(policy)

    def decide() -> int:
        owner = field(request, "owner")
        found = {member.id: member for member in _owners(services)}
        if owner and owner not in found:
            raise BadInput("Choose somebody of the list.")
        services.policies.give_to(policy, found.get(owner), request.ctx.staff)
        return policy

    return await _decide(request, policy, "owner", decide)


@insight_policy_routes.post("/insights/refusals/<policy:int>/merge")
@staff_only(*INSIGHT_ROLES)
async def merge(request: Request, policy: int) -> HTTPResponse:
    """Have it count as another one that says the same."""
    services: Services = request.app.ctx.services
    read_number(policy)

    def decide() -> int:
        into = whole_number(field(request, "into"))
        if into is None:
            raise BadInput("Choose the policy that says the same.")
        services.policies.merge(policy, read_number(into), request.ctx.staff)
        return into

    return await _decide(request, policy, "merge", decide)


async def _decide(
    request: Request, policy: int, what: str, decide: Callable[[], int]
) -> HTTPResponse:
    try:
        place = await in_thread(decide)
    except BadInput as error:
        return await _page(request, policy, error)
    return redirect_to(request, f"/insights/refusals/{place}?done={what}", status=303)


async def _page(request: Request, policy: int, error: EffieError | None = None) -> HTTPResponse:
    services: Services = request.app.ctx.services
    asked = await read_asked(request)
    found = await in_thread(services.policies.get, policy)
    refused = await in_thread(refused_in, services.database, asked.scope)
    persons = await in_thread(with_a_person, services, asked)
    own = refused.get(policy)
    rows = [cells(asked, policy, own, persons)] if own else []
    everything = await in_thread(services.policies.everything)
    return await insight_page(
        request,
        "insights/policy.html",
        asked,
        status=error.status if error else 200,
        policy=found,
        others=[each for each in everything if each.id != policy],
        table=Table("policy", "Contacts that met it", COLUMNS, rows),
        owners=await in_thread(_owners, services),
        outcomes=OUTCOMES,
        typed={name: field(request, name) for name in _TYPED if name in (request.form or {})},
        history=await in_thread(read_audit, services.database, subject_of(policy)),
        problem=error.message if error else "",
        done="" if error else _DONE.get(request.args.get("done", ""), ""),
    )


def _owners(services: Services) -> list[StaffMember]:
    accounts = services.staff.everyone()
    return [each.member for each in accounts if each.active and each.member.role in INSIGHT_ROLES]
