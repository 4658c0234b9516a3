"""A content manager who works on gaps at the console."""

from __future__ import annotations

import re

import httpx

from core.content_gaps import Gap
from core.staff import StaffMember
from tests.support.talk import Talk
from tests.support.web import Web
from web.background.question_pipeline import catch_up


class Manager:
    """A content manager at the console."""

    def __init__(self, web: Web, browser: httpx.AsyncClient, member: StaffMember, token: str):
        self.web, self.browser, self.member, self.token = web, browser, member, token

    async def page(self, path: str) -> str:
        answer = await self.browser.get(f"/console/{path}")
        assert answer.status_code == 200, answer.text
        return answer.text

    async def decide(self, gap: Gap, what: str, **form: str) -> httpx.Response:
        data = {"csrf": self.token, **form}
        headers = {"Accept": "text/html"}
        path = f"/console/gaps/{gap.id}/{what}"
        return await self.browser.post(path, data=data, headers=headers)


async def ask(web: Web, *questions: str) -> Gap:
    """Let customers ask what nobody answers; return the gap of the last one."""
    for question in questions:
        talk = Talk(web.services.database, f"about-{question}"[:64])
        talk.customer(question)
        talk.bot("hand_off", reason="nothing_fits")
    await catch_up(web.services)
    return next(g for g in web.services.gaps.listed() if questions[-1] in {w.words for w in g.said})


def plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())
