"""What Tern's site knows of its customers' accounts: made up, with dates that are never old."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

Row = dict[str, str]


def rows_of(lookup: str, customer: str, today: date) -> list[Row]:
    """Return what a customer's account holds of what is looked up; [] where there is nothing."""
    account = _ACCOUNTS.get(customer)
    return account[lookup](today) if account and lookup in account else []


def _row(title: str, value: str, note: str) -> Row:
    return {"title": title, "value": value, "note": note}


def _day(today: date, ahead: int) -> str:
    day = today + timedelta(days=ahead)
    return f"{day:%A} {day.day} {day:%B}"


def _working_day(today: date, ahead: int) -> str:
    day = today + timedelta(days=ahead)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return f"{day:%A} {day.day} {day:%B}"


def _nadias_transfers(today: date) -> list[Row]:
    return [
        _row("Maya Lind", "−£200.00", f"sent today; arrives by {_working_day(today, 1)}"),
        _row("Harbour Lettings", "−£640.00", f"arrived {_day(today, -3)}"),
        _row("From Leyla Rahman", "+£120.00", f"arrived {_day(today, -5)}"),
    ]


def _okonkwos_transfers(today: date) -> list[Row]:
    return [
        _row("Delta Print Ltd", "−£4,310.00", f"sent today; arrives by {_working_day(today, 1)}"),
        _row("HMRC VAT", "−£2,884.16", f"arrived {_day(today, -2)}"),
    ]


_ACCOUNTS: Mapping[str, Mapping[str, Callable[[date], list[Row]]]] = {
    "demo-nadia": {
        "balance": lambda _today: [
            _row("Pounds", "£1,940.15", ""),
            _row("Euros", "€1,208.40", ""),
            _row("Swedish kronor", "6,480.00 kr", ""),
        ],
        "transfers": _nadias_transfers,
        "card": lambda today: [
            _row(
                "Your first card",
                "on its way",
                f"posted {_day(today, -2)}; arrives by {_working_day(today, 5)}",
            )
        ],
    },
    "demo-tom": {
        "balance": lambda _today: [_row("Pounds", "£312.09", ""), _row("Euros", "€54.00", "")],
        "transfers": lambda _today: [],
        "card": lambda _today: [],
    },
    "demo-okonkwo": {
        "balance": lambda _today: [_row("Business account", "£48,206.77", "")],
        "transfers": _okonkwos_transfers,
        "card": lambda today: [
            _row("Spare card for A. Bello", "on its way", f"arrives by {_working_day(today, 4)}")
        ],
    },
}
