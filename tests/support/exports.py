"""Exports as the interfaces of other help centres give them out, with the same two articles."""

from __future__ import annotations

import json
from typing import Any

BODY = (
    "<p>You can reset your PIN in the app. It takes a minute.</p>"
    "<ol><li><p>Open <b>Cards</b>.</p></li><li>Tap Reset PIN.</li></ol>"
    "<h2>Fees</h2><table><tr><th>Card</th><th>Fee</th></tr>"
    "<tr><td>Gold</td><td>1 | 2</td></tr></table>"
    '<p>See <a href="{link}">lost cards</a> or <a href="/elsewhere">this</a>.</p>'
    '<p><img src="https://cdn.acme.example/pin.png" alt="The button"></p>'
)
LOST = "<p>Block a lost card at once in the app.</p>"
SHORT = "You can reset your PIN in the app. It takes a minute."
STEPS = ("Open **Cards**.", "Tap Reset PIN.")
MORE = (
    "## Fees\n\n| Card | Fee |\n| --- | --- |\n| Gold | 1 \\| 2 |\n\n"
    "See [lost cards](lost_card) or this.\n\n![The button](https://cdn.acme.example/pin.png)"
)
MARKDOWN = f"{SHORT}\n\n1. {STEPS[0]}\n2. {STEPS[1]}\n\n{MORE}".replace(
    "(lost_card)", "(/hc/acme/articles/lost-card)"
).replace("or this.", "or [this](/elsewhere).")

ZENDESK = {
    "count": 2,
    "next_page": None,
    "articles": [
        {
            "id": 360001,
            "html_url": "https://acme.zendesk.com/hc/en-us/articles/360001-Reset-your-PIN",
            "title": "Reset your PIN",
            "body": BODY.replace("{link}", "/hc/en-us/articles/360002"),
            "locale": "en-us",
            "draft": False,
            "section_id": 7,
            "label_names": ["pin"],
            "user_segment_id": None,
            "edited_at": "2026-03-01T10:00:00Z",
        },
        {
            "id": 360002,
            "html_url": "https://acme.zendesk.com/hc/en-us/articles/360002-Lost-card",
            "title": "Lost card",
            "body": LOST,
            "locale": "en-us",
            "draft": True,
            "section_id": 7,
            "label_names": [],
            "user_segment_id": None,
        },
    ],
    "sections": [{"id": 7, "name": "Cards", "category_id": 7, "parent_section_id": None}],
    "categories": [{"id": 7, "name": "Banking"}],
}
FRESHDESK = [
    {
        "id": number,
        "type": 1,
        "category_id": 3,
        "folder_id": 4,
        "hierarchy": [
            {"level": 0, "type": "category", "data": {"id": 3, "name": "Banking"}},
            {"level": 1, "type": "folder", "data": {"id": 4, "name": "Cards"}},
        ],
        "title": title,
        "description": body,
        "description_text": "…",
        "status": status,
        "tags": tags,
        "updated_at": "2026-03-01T10:00:00Z",
    }
    for number, title, body, status, tags in (
        (
            51,
            "Reset your PIN",
            BODY.replace("{link}", "/support/solutions/articles/52"),
            2,
            ["pin"],
        ),
        (52, "Lost card", LOST, 1, []),
    )
]
INTERCOM = {
    "type": "list",
    "total_count": 2,
    "pages": {"type": "pages", "page": 1, "total_pages": 1},
    "data": [
        {
            "type": "article",
            "id": "6871119",
            "title": "Reset your PIN",
            "description": "",
            "body": BODY.replace(
                "{link}", "https://help.acme.example/en/articles/6871120-lost-card"
            ),
            "state": "published",
            "parent_id": 145,
            "parent_ids": [145],
            "parent_type": "collection",
            "url": "https://help.acme.example/en/articles/6871119-reset-your-pin",
            "updated_at": 1772359200,
        },
        {
            "type": "article",
            "id": "6871120",
            "title": "Lost card",
            "description": None,
            "body": LOST,
            "state": "draft",
            "parent_id": None,
            "url": None,
        },
    ],
}
INTERCOM_COLLECTIONS = {
    "type": "list",
    "data": [
        {"type": "collection", "id": "145", "name": "Cards", "parent_id": "12"},
        {"type": "collection", "id": "12", "name": "Banking", "parent_id": None},
    ],
}
CHATWOOT = {
    "payload": [
        {
            "id": 1,
            "slug": "reset-your-pin",
            "title": "Reset your PIN",
            "content": MARKDOWN,
            "description": "",
            "status": "published",
            "category": {"id": 9, "name": "Cards", "slug": "cards", "locale": "en"},
            "meta": {"tags": ["pin"]},
            "updated_at": 1772359200,
        },
        {
            "id": 2,
            "slug": "lost-card",
            "title": "Lost card",
            "content": "Block a lost card at once in the app.",
            "description": None,
            "status": "draft",
            "category": None,
        },
    ],
    "meta": {"current_page": 1, "articles_count": 2},
}
HELP_SCOUT = [
    {
        "article": {
            "id": "5215163545667acd25394b5c",
            "number": 14,
            "collectionId": "5214c77c45667acd25394b51",
            "slug": "reset-your-pin",
            "status": "published",
            "hasDraft": False,
            "name": "Reset your PIN",
            "text": BODY.replace("{link}", "https://docs.acme.example/article/15-lost-card"),
            "categories": ["5214c77d45667acd25394b52"],
            "keywords": ["pin"],
            "publicUrl": "https://docs.acme.example/article/14-reset-your-pin",
            "updatedAt": "2026-03-01T10:00:00Z",
        }
    },
    {
        "article": {
            "id": "5215163545667acd25394b5d",
            "number": 15,
            "collectionId": "5214c77c45667acd25394b51",
            "slug": "lost-card",
            "status": "notpublished",
            "name": "Lost card",
            "text": LOST,
            "categories": [],
            "publicUrl": "https://docs.acme.example/article/15-lost-card",
        }
    },
]
HELP_SCOUT_CATEGORIES = {
    "categories": {
        "page": 1,
        "pages": 1,
        "count": 1,
        "items": [
            {"id": "5214c77d45667acd25394b52", "number": 1, "slug": "cards", "name": "Cards"}
        ],
    }
}
PAGE = (
    "<!DOCTYPE html><html><head><meta charset='{charset}'><title>{title} – Acme</title>"
    "<style>p {{ color: red }}</style></head><body><nav><a href='/'>Home</a></nav>"
    "<main><h1>{title}</h1>{body}</main><footer>Acme</footer></body></html>"
)
PAGES = {
    "help/Cards/reset.html": PAGE.format(
        charset="utf-8", title="Reset your PIN", body=BODY.replace("{link}", "lost_card.htm")
    ).encode(),
    "help/Cards/lost_card.htm": PAGE.format(
        charset="windows-1252", title="Lost card", body="<p>Karte gesperrt für “immer”.</p>"
    ).encode("cp1252"),
}


def packed(*documents: Any) -> dict[str, bytes]:
    """Return documents as the members of an archive."""
    return {
        f"export/{number}.json": json.dumps(each, indent=2).encode()
        for number, each in enumerate(documents)
    }


EXPORTS: dict[str, dict[str, bytes]] = {
    "Zendesk Guide": packed(ZENDESK),
    "Freshdesk": packed(FRESHDESK),
    "Intercom": packed(INTERCOM, INTERCOM_COLLECTIONS),
    "Chatwoot": packed(CHATWOOT),
    "Help Scout Docs": packed(*HELP_SCOUT, HELP_SCOUT_CATEGORIES),
}
