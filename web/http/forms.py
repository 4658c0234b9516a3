"""Reading the forms of staff pages."""

from __future__ import annotations

from sanic import Request


def field(request: Request, name: str) -> str:
    """Return what stands in a field of the form, or ""."""
    form = request.form
    return str(form.get(name) or "") if form else ""


def fields(request: Request, name: str) -> list[str]:
    """Return what stands in every field of that name, as ticked boxes do."""
    form = request.form
    return [str(value) for value in form.getlist(name) or ()] if form else []
