"""Requests, read in a time that grows no faster than their length, whatever they hold.

Sanic unescapes quoted cookies in quadratic time, lets each part of a multipart form choose how it
is decoded (quadratic for some names), and takes headers that are no text.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

from sanic import Request
from sanic.cookies.request import CookieRequestParameters
from sanic.request import RequestParameters

from core.errors import BadInput

MAX_FORM_FIELDS = 100
_FORM = "application/x-www-form-urlencoded"


class PlainRequest(Request[Any, Any]):
    """A request of which we read only what our own pages send."""

    def get_cookies(self) -> RequestParameters:
        """Return the cookies as they stand: none of ours is ever quoted."""
        cookies: dict[str, list[str]] = {}
        for pair in self.headers.getone("cookie", "").split(";"):
            name, _, value = pair.partition("=")
            cookies.setdefault(name.strip(), []).append(value.strip())
        self.parsed_cookies = CookieRequestParameters(cookies)
        return self.parsed_cookies

    def get_args(
        self,
        keep_blank_values: bool = False,
        strict_parsing: bool = False,
        encoding: str = "utf-8",
        errors: str = "replace",
    ) -> RequestParameters:
        """Return what stands behind the address's "?", without NULs, which no database keeps."""
        found = super().get_args(keep_blank_values, strict_parsing, encoding, errors)
        if "%00" in self.query_string:
            for values in dict.values(found):
                values[:] = map(_without_nul, values)
        return found

    args = property(get_args)

    def get_form(self, keep_blank_values: bool = False) -> RequestParameters:
        """Return the fields of a form, without NULs; none of any other body; raises BadInput."""
        kind = self.headers.getone("content-type", "").partition(";")[0].strip().lower()
        fields: dict[str, list[str]] = {}
        if kind == _FORM:
            fields = _read_form(self.body, keep_blank_values)
        elif kind.startswith("multipart/"):
            raise BadInput(f"Send the form as {_FORM}.")
        self.parsed_form, self.parsed_files = RequestParameters(fields), RequestParameters()
        return self.parsed_form


def is_text(request: Request) -> bool:
    """Tell whether a request's headers are valid UTF-8, as everything that keeps them expects."""
    try:
        request.head.decode()
    except UnicodeDecodeError:
        return False
    return True


def _read_form(body: bytes, keep_blank_values: bool) -> dict[str, list[str]]:
    try:
        found = parse_qs(
            body.decode(), keep_blank_values, errors="strict", max_num_fields=MAX_FORM_FIELDS
        )
    except ValueError:
        raise BadInput(
            f"The form could not be read: send at most {MAX_FORM_FIELDS} fields, in UTF-8."
        ) from None
    return {name: list(map(_without_nul, values)) for name, values in found.items()}


def _without_nul(text: str) -> str:
    return text.replace("\0", "")
