"""Asking several action servers."""

from __future__ import annotations

import httpx
import pytest

from core.errors import Unavailable
from web.articles import ActionsClient

URLS = ["http://one", "http://two"]


class Answers:
    """What each of them does: answer, refuse the connection, hang, or fail."""

    def __init__(self, **does: str) -> None:
        self.does, self.asked = does, list[str]()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.host)
        match self.does[request.url.host]:
            case "refuses":
                raise httpx.ConnectError("refused")
            case "hangs":
                raise httpx.ReadTimeout("too long")
            case "fails":
                return httpx.Response(500)
        revision = 6 if "late" in self.does[request.url.host] else 7
        found = {"decision": "none", "hits": [], "revision": revision}
        return httpx.Response(200, json=found)


@pytest.mark.parametrize("trouble", ["refuses", "hangs", "fails"])
async def test_where_one_does_not_answer_another_is_asked(trouble: str) -> None:
    answers = Answers(one=trouble, two="answers")
    client = ActionsClient(URLS, httpx.MockTransport(answers))
    for _ in range(4):
        assert (await client.search("how do i pay?")).hits == ()
    assert answers.asked.count("two") == 4
    await client.close()


async def test_what_all_of_them_answer_from_is_the_revision() -> None:
    answers = Answers(one="answers", two="answers late")
    client = ActionsClient(URLS, httpx.MockTransport(answers))
    assert await client.revision() == 6
    answers.does["two"] = "refuses"
    assert await client.revision() == 7
    await client.close()


async def test_one_that_hangs_is_left_alone_for_a_while_and_all_of_them_make_nobody_wait() -> None:
    answers = Answers(one="hangs", two="answers")
    client = ActionsClient(URLS, httpx.MockTransport(answers))
    for _ in range(4):
        await client.search("how do i pay?")
    assert answers.asked.count("one") == 1
    answers.does["two"] = "hangs"
    for _ in range(3):
        with pytest.raises(Unavailable):
            await client.search("how do i pay?")
    assert answers.asked.count("one") <= 2
    assert answers.asked.count("two") == 5
    await client.close()
