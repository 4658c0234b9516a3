"""Who leaves an e-mail address, in the chat or the help centre, gets one mail once it is solved."""

from __future__ import annotations

import asyncio
import re

from store.announcements import Asked
from store.database import Database
from tests.support.announcements import PROBLEM, post_problem, solve
from tests.support.channels import At
from tests.support.vendors.mail import MailVendor
from tests.support.waiting import until
from web.announcements.telling import tell_subscribers

_HIDDEN = re.compile(r'name="(subscriber|sign)" value="(\w+)"')


async def test_an_address_left_twice_gets_one_mail_in_the_solved_words(
    at: At, post: MailVendor, database: Database
) -> None:
    problem, services = post_problem(database), at.web.services
    async with at.web.browser() as reader:
        home = (await reader.get("/help")).text
        path = f"/help/announcements/{problem.id}"
        assert f'href="{path}"' in home
        assert PROBLEM in (await reader.get(path)).text
        wrong = await reader.post(path, data={"address": "ada at example"})
        assert (wrong.status_code, "ada at example" in wrong.text) == (422, True)
        left = await reader.post(path, data={"address": "ada@example.com"})
        assert "ada@example.com" in left.text
        again = await reader.post(path, data={"address": "ada@example.com"})
        assert "Don’t tell me" not in again.text, "whoever this is, they can't call it off"
    services.subscribers.subscribe_at(problem.id, "a-chat", "ada@example.com")
    assert services.subscribers.of(problem.id) == Asked(asked=1)

    solve(database, problem, "Cards work again.")
    await asyncio.gather(*(tell_subscribers(services) for _ in range(3)))
    await until(lambda: bool(post.got_by("ada@example.com")))
    await tell_subscribers(services)
    (got,) = post.got_by("ada@example.com")
    assert "Solved: Cards work again." in " ".join(got.plain.split())
    assert str(got.mail["Subject"]).startswith("It is solved")
    await until(lambda: services.subscribers.of(problem.id) == Asked(asked=1, told=1))


async def test_who_calls_it_off_on_the_page_gets_none_and_nobody_else_can(
    at: At, post: MailVendor, database: Database
) -> None:
    problem, services = post_problem(database), at.web.services
    path = f"/help/announcements/{problem.id}"
    async with at.web.browser() as reader:
        left = await reader.post(path, data={"address": "bob@example.com"})
        form = dict(_HIDDEN.findall(left.text))
        forged = await reader.post(f"{path}/stop", data={**form, "sign": "0" * 64})
        assert forged.status_code == 403
        assert services.subscribers.of(problem.id).waiting == 1
        assert "no more of it" in (await reader.post(f"{path}/stop", data=form)).text
    assert services.subscribers.of(problem.id) == Asked()
    solve(database, problem, "")
    async with at.web.browser() as reader:

        async def is_over() -> bool:
            return (await reader.get(path)).status_code == 404

        await until(is_over)
    assert services.subscribers.to_tell() == []


async def test_a_mailbox_that_is_not_there_is_counted_as_not_reached(
    at: At, post: MailVendor, database: Database
) -> None:
    problem, services = post_problem(database), at.web.services
    post.nobody.add("nobody@example.com")
    services.subscribers.subscribe_at(problem.id, "", "nobody@example.com")
    solve(database, problem, "")
    await tell_subscribers(services)
    expected = Asked(asked=1, told=1, failed=1)
    await until(lambda: services.subscribers.of(problem.id) == expected)
