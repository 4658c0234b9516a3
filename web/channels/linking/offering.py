"""What a page is offered: the channels a conversation can go on on, and a code for one of them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from urllib.parse import quote

import segno

from core.channels import Kind
from core.channels.linking import (
    CODE_BYTES,
    MAX_LINKS_AN_HOUR,
    Direction,
    Link,
    hashed,
    make_code,
    matching_number,
    prepared,
    tagged,
)
from store.channels import Offered
from web.channels.accounts import account_of
from web.channels.adapter import Account
from web.http import in_thread
from web.services import Services

_BY_REF = frozenset({Kind.MESSENGER, Kind.INSTAGRAM})  # m.me and ig.me hand on what it says


@dataclass(frozen=True)
class Offer:
    """A code as the page shows it.

    url: what opens the messenger with the code in it, "" where only typing helps
    qr: the same as the rows of a QR code, a "1" for each dark square
    """

    link: Link
    code: str
    label: str
    url: str
    qr: tuple[str, ...]


async def offer(
    services: Services, conversation: str, connection: str, direction: Direction, page: int
) -> Offer:
    """Give out a code. Raises NotFound for a connection that is off, and TooMany."""
    account = account_of(services, connection)
    await services.limits.hit(f"links:{conversation}", MAX_LINKS_AN_HOUR, 3600)
    code, secret = make_code(secrets.token_bytes(CODE_BYTES)), services.environment.secret
    number = matching_number(secrets.token_bytes(4))
    kept = Offered(hashed(code, secret), conversation, connection, direction, number, page)
    link = await in_thread(services.links.offer, kept)
    url = way_to(account, code)
    return Offer(link, code, account.connection.label, url, _qr(url) if url else ())


def way_to(account: Account, code: str) -> str:
    """Return what opens a chat with us with the code in it, "" where nothing does."""
    connection = account.connection
    chat, said = connection.chat, quote(prepared(code))
    if connection.kind is Kind.TELEGRAM:
        base = chat or (f"https://t.me/{connection.account}" if connection.account else "")
        return f"{base}?start={code}" if base else ""
    if connection.kind in _BY_REF:
        return f"{chat}?ref={code}" if chat else ""
    if connection.kind is Kind.WHATSAPP:
        return f"{chat}?text={said}" if chat else ""
    if connection.mailbox is not None:
        own, takes_tags = connection.mailbox.address, connection.mailbox.takes_tags
        to = tagged(own, code) if takes_tags else own
        return f"mailto:{quote(to, safe='@+')}?subject={said}"
    return chat


def scope_of(account: Account) -> str:
    """Return our account with the vendor, within which its ids of people mean somebody."""
    return account.connection.account


def _qr(url: str) -> tuple[str, ...]:
    code = segno.make_qr(url, error="m", boost_error=False)
    return tuple("".join("1" if dark else "0" for dark in row) for row in code.matrix)
