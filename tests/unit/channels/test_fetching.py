"""Files are fetched from the vendor's own hosts alone, and no larger than we keep."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any, cast

import httpx
import pytest

from core.attachments import MAX_ATTACHMENT_BYTES, FileTooLarge
from core.channels import Brought, Connection, FileLost, Kind, NotSentNow, SecretName
from web.channels.adapter import Account
from web.channels.files import download, may_be_fetched
from web.channels.twilio.files import fetch as fetch_from_twilio

API = "https://proxy.example:8443/graph"
HOSTS = (".fbcdn.net", "files.slack.com")

Answering = Callable[[httpx.Request], httpx.Response]


def account(answering: Answering, api: str = API) -> Account:
    connection = Connection("ours", Kind.TWILIO, "Ours", api, "AC1")
    client = httpx.AsyncClient(transport=httpx.MockTransport(answering))
    return Account(connection, {SecretName.TOKEN: "secret"}, client, cast(Any, None))


async def pieces(*data: bytes) -> AsyncIterator[bytes]:
    for each in data:
        yield each


@pytest.mark.parametrize(
    "url",
    [
        "https://proxy.example:8443/anything",
        "https://scontent.xx.fbcdn.net/v/1.jpg?a=b",
        "https://files.slack.com/files-pri/T1-F1/a.png",
        "HTTPS://FILES.SLACK.COM/a",
        "https://files.slack.com:443/a",
    ],
)
def test_the_vendors_own_hosts_are_called(url: str) -> None:
    assert may_be_fetched(url, API, HOSTS)


@pytest.mark.parametrize(
    "url",
    [
        *("http://files.slack.com/a", "https://files.slack.com:22/a", "https://slack.com/a"),
        *("https://files.slack.com.evil.example/a", "https://evilfbcdn.net/a", "https://fbcdn.net"),
        *("https://files.slack.com@evil.example/a", "https://u:p@files.slack.com/a"),
        *("http://169.254.169.254/latest/meta-data", "http://127.0.0.1:6379/", "https://[::1]/"),
        *("https://proxy.example/graph", "http://proxy.example:8443/graph", "file:///etc/passwd"),
        *("ftp://files.slack.com/a", "//files.slack.com/a", "files.slack.com", "", "https://["),
        *("https://evil.example\\@files.slack.com/", "https://files.slack.com:99999/a"),
        *("https://files.slack.com\n.evil.example/", "https://ﬁles.slack.com/a"),
    ],
)
async def test_no_other_address_is_called_whoever_has_signed_it(url: str) -> None:
    """Field bug: the account's password was sent to whatever host a message named."""

    def answering(request: httpx.Request) -> httpx.Response:
        raise AssertionError(f"{request.url} was called")

    assert not may_be_fetched(url, API, HOSTS)
    with pytest.raises(FileLost):
        await download(account(answering), url, HOSTS, {"Authorization": "Bearer secret"})


async def test_a_redirect_leads_to_the_vendors_hosts_alone_and_without_our_secret() -> None:
    asked: list[httpx.Request] = []

    def answering(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        if request.url.host == "api.twilio.com":
            return httpx.Response(307, headers={"location": "https://mms.twiliocdn.com/1?sign=2"})
        return httpx.Response(200, content=pieces(b"by", b"tes"))

    file = Brought("https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1")
    ours = account(answering, "https://api.twilio.com")
    assert await fetch_from_twilio(ours, file) == b"bytes"
    assert "authorization" in asked[0].headers
    assert asked[1].url.host == "mms.twiliocdn.com"
    assert "authorization" not in asked[1].headers


@pytest.mark.parametrize(
    "to", ["http://127.0.0.1/", "https://evil.example/", "https://[", "/again"]
)
async def test_a_redirect_to_elsewhere_or_without_end_is_not_followed(to: str) -> None:
    asked: list[str] = []

    def answering(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return httpx.Response(302, headers={"location": to})

    with pytest.raises(FileLost):
        await download(account(answering), "https://files.slack.com/a", HOSTS)
    assert set(asked) == {"files.slack.com"}
    assert len(asked) <= 4


async def test_a_file_is_cut_off_while_it_comes_however_long_it_says_it_is() -> None:
    given = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal given
        while True:
            given += 1_000_000
            yield bytes(1_000_000)

    def answering(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=endless())

    with pytest.raises(FileTooLarge):
        await download(account(answering), f"{API}/a")
    assert given <= MAX_ATTACHMENT_BYTES + 2_000_000


async def test_a_file_that_says_it_is_too_large_is_not_read() -> None:
    async def never() -> AsyncIterator[bytes]:
        raise AssertionError("it was read")
        yield b""

    def answering(request: httpx.Request) -> httpx.Response:
        length = {"content-length": str(MAX_ATTACHMENT_BYTES + 1)}
        return httpx.Response(200, headers=length, content=never())

    with pytest.raises(FileTooLarge):
        await download(account(answering), f"{API}/a")


@pytest.mark.parametrize(("status", "error"), [(404, FileLost), (410, FileLost), (206, FileLost)])
async def test_what_the_vendor_has_lost_is_lost(status: int, error: type[Exception]) -> None:
    with pytest.raises(error):
        await download(account(lambda _: httpx.Response(status)), f"{API}/a")


@pytest.mark.parametrize("status", [401, 403, 408, 429, 500, 503])
async def test_what_the_vendor_does_not_hand_over_now_is_asked_for_again(status: int) -> None:
    with pytest.raises(NotSentNow):
        await download(account(lambda _: httpx.Response(status)), f"{API}/a")


async def test_a_packed_file_which_may_be_a_thousand_times_as_large_is_not_taken() -> None:
    def answering(request: httpx.Request) -> httpx.Response:
        assert request.headers["accept-encoding"] == "identity"
        return httpx.Response(200, headers={"content-encoding": "gzip"}, content=b"")

    with pytest.raises(FileLost):
        await download(account(answering), f"{API}/a")
