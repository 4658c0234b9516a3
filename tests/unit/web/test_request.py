"""Reading a request: what stands in it, in a time that grows no faster than its length."""

from __future__ import annotations

import pytest
from sanic import Sanic
from sanic.compat import Header

from core.errors import BadInput
from web.http import PlainRequest

FORM = "application/x-www-form-urlencoded"


def a_request(body: bytes = b"", url: bytes = b"/login", **headers: str) -> PlainRequest:
    fields = Header({name.replace("_", "-"): value for name, value in headers.items()})
    app = Sanic.get_app("requests", force_create=True)
    found = PlainRequest(url, fields, "1.1", "POST", None, app)  # type: ignore[arg-type]
    found.body = body
    return found


def test_cookies_are_read_by_name_the_first_of_a_name_first() -> None:
    cookies = a_request(cookie="a=1; b = x=y ;a=2;; c").cookies
    assert (cookies.get("a"), cookies.get("b"), cookies.get("c")) == ("1", "x=y", "")
    assert cookies.get("d") is None


def test_a_quoted_cookie_is_not_unescaped_which_takes_the_square_of_its_length() -> None:
    value = '"' + "\\" * 7_700 + '"'
    assert a_request(cookie=f"a={value}").cookies.get("a") == value


def test_a_form_is_read_whatever_stands_behind_its_kind() -> None:
    form = a_request(b"a=1&b=%C3%A9+x", content_type=f"{FORM}; charset=utf-8").form
    assert form is not None
    assert (form.get("a"), form.get("b")) == ("1", "é x")
    assert not a_request(b'{"a": 1}', content_type="application/json").form


def test_no_nul_comes_in_by_a_form_or_an_address() -> None:
    """PostgreSQL takes none: a log-in as "a\0" was a 500, for whoever is not signed in."""
    form = a_request(b"email=a%00b&email=%00", content_type=FORM).form
    assert form is not None
    assert form.getlist("email") == ["ab", ""]
    asked = a_request(url=b"/desk/api/stream?conversation=a%00b&q=%2500&q=x")
    for _ in range(2):
        assert asked.args.get("conversation") == "ab"
        assert asked.args.getlist("q") == ["%00", "x"]


def test_no_part_of_a_form_chooses_how_it_is_decoded() -> None:
    """Decoding punycode takes the square of its length."""
    part = b'--b\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: x; charset=punycode'
    body = part + b"\r\n\r\n" + b"a" * 60_000 + b"\r\n--b--"
    with pytest.raises(BadInput, match=FORM):
        _ = a_request(body, content_type="multipart/form-data; boundary=b").form
