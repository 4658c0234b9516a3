"""Somebody who leads, at the pages of settings."""

from __future__ import annotations

import httpx

from tests.support.forms import form_values

PERSON = {"Accept": "text/html"}


class Leading:
    """A supervisor at the pages of settings."""

    def __init__(self, browser: httpx.AsyncClient, token: str) -> None:
        self.browser, self.token = browser, token

    async def page(self, name: str, more: str = "") -> str:
        return (await self.browser.get(f"/settings/{name}{more}")).text

    async def form(self, name: str) -> dict[str, list[str]]:
        """What a browser would send of a file's form, nothing changed in it."""
        return form_of_setting(await self.page(name))

    async def post(self, path: str, **data: object) -> httpx.Response:
        sent = {"csrf": self.token, **data}
        return await self.browser.post(f"/settings/{path}", data=sent, headers=PERSON)

    async def change(self, name: str, **typed: str) -> str:
        """Type into the form, look at what it changes, and let it hold; returns the look."""
        names = {key.replace("__", "."): value for key, value in typed.items()}
        form = await self.form(name)
        looked = await self.post(f"{name}/try", **(form | names))
        assert looked.status_code == 200, looked.text
        await self.hold(name, looked.text)
        return looked.text

    async def hold(self, name: str, looked: str) -> None:
        held = await self.post(name, **form_of_setting(looked))
        assert held.status_code == 303, held.text
        assert "It applies now" in (await self.browser.get(held.headers["location"])).text


def form_of_setting(page: str) -> dict[str, list[str]]:
    """What a browser would send of the form of settings in a page."""
    return form_values(page.partition('<form class="setting"')[2].partition("</form>")[0])
