"""Reading the forms of staff pages."""

from __future__ import annotations

from sanic import Request


def field(request: Request, name: str) -> str:
    """Return what stands in a field of the form, or ""."""
    form = request.form
    return str(form.get(name) or "") if form else ""
