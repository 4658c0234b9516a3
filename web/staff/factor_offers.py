"""Offering a secret to somebody's authenticator app: as a QR code, and to type."""

from __future__ import annotations

import segno
from sanic import Request

from core.staff import OfferOver, StaffMember
from store.staff import FactorOffer
from web.http import field, in_thread
from web.services import Services

_QUIET_ZONE = 4  # squares; apps need the margin, and a light ground in the dark theme too


async def offer_to(request: Request, member: StaffMember) -> FactorOffer:
    """Return the offer that a form came back with while that is good, else a fresh one."""
    services: Services = request.app.ctx.services
    factors, issuer = services.second_factors, services.settings.widget.company
    sealed = field(request, "offer") if request.method == "POST" else ""
    if sealed:
        try:
            return await in_thread(factors.offer_again, member, issuer, sealed)
        except OfferOver:
            pass
    return await in_thread(factors.offer, member, issuer)


def qr_code(address: str) -> str:
    """Return a picture of an address for a camera, as SVG to stand in a page."""
    code = segno.make_qr(address, error="m")
    return code.svg_inline(border=_QUIET_ZONE, dark="#000", light="#fff", omitsize=True)
