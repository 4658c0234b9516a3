"""The people one can be on the demo page: one of each demo segment, and a stranger."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Visitor:
    """claims: what Tern's site would sign about them; empty for someone not signed in."""

    key: str
    label: str
    claims: dict[str, str] = field(default_factory=dict)


VISITORS = (
    Visitor("", "Visitor"),
    Visitor(
        "nadia",
        "Nadia (new customer)",
        {
            "sub": "demo-nadia",
            "name": "Nadia Rahman",
            "segment": "newcomer",
            "customer since": "October 2026",
            "plan": "Standard",
        },
    ),
    Visitor(
        "tom",
        "Tom (experienced)",
        {
            "sub": "demo-tom",
            "name": "Tom Ferreira",
            "segment": "expert",
            "customer since": "2021",
            "plan": "Plus",
        },
    ),
    Visitor(
        "okonkwo",
        "Okonkwo Ltd (business)",
        {
            "sub": "demo-okonkwo",
            "name": "Chidi Okonkwo",
            "segment": "business",
            "company": "Okonkwo Ltd",
            "plan": "Business",
        },
    ),
)

POPULAR = ("card_arrival", "pending_transfer", "change_pin", "top_up_failed", "exchange_rate")
