"""A customer who used everything is handed out and erased, on the running product: no trace."""

from __future__ import annotations

import io
import json
import uuid
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from redis import Redis
from sqlalchemy import select

from store.database import Database
from store.schema import metadata
from tests.conversations.test_channels import connected, wait_for
from tests.conversations.test_web_to_telegram import go_on_there, heard
from tests.support.agent import Agent
from tests.support.customer import Customer
from tests.support.forms import form_values
from tests.support.stack import Stack
from tests.support.vendors.mail import MailVendor
from tests.support.vendors.telegram import TelegramVendor
from tests.support.waiting import PATIENCE, wait_until

PLACE = "/personal-data"
PLANTED_IN = {
    *("conversations", "utterances", "attachments", "notes", "surveys", "mails"),
    *("empty_searches", "help_searches", "follow_ups"),
}


class Admin:
    """Somebody signed in who may erase people."""

    def __init__(self, stack: Stack) -> None:
        self.web = httpx.Client(
            base_url=stack.web_url, timeout=PATIENCE, trust_env=False, follow_redirects=True
        )
        form = form_values(self.web.get("/login").text)
        given = {"email": "ravi@tern.example", "password": stack.demo_password, "next": PLACE}
        self.web.post("/login", data={**form, **given}).raise_for_status()

    def page_of(self, wanted: str) -> str:
        """Return the address of the one person that is found."""
        found = self.web.get(PLACE, params={"q": wanted}).text
        pages = found.split(f'href="{PLACE}/people/')[1:]
        assert len(pages) == 1, found
        return f"{PLACE}/people/{pages[0].partition(chr(34))[0]}"

    def export(self, page: str) -> dict[str, Any]:
        answer = self.web.post(f"{page}/export", data=self._token(page))
        answer.raise_for_status()
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            assert archive.testzip() is None
            self.files = {name: archive.read(name) for name in archive.namelist()}
        told: dict[str, Any] = json.loads(self.files["data.json"])
        return told

    def erase(self, page: str, terms: str) -> None:
        given = {**self._token(page), "terms": terms, "confirm": "ERASE"}
        begun = self.web.post(f"{page}/erase", data=given)
        assert begun.status_code == 200, begun.text
        address = begun.url.path
        wait_until(lambda: 'data-done="yes"' in self.web.get(address).text)

    def _token(self, page: str) -> dict[str, Any]:
        return {"csrf": form_values(self.web.get(page).text)["csrf"][0]}


def test_who_used_everything_is_handed_out_and_leaves_no_trace(stack: Stack) -> None:
    mark = f"zq{uuid.uuid4().hex[:10]}"
    longer = f"x{mark}"  # somebody else's word
    in_plain_files(stack)
    sam, admin = Agent(stack.web_url, "sam@tern.example", stack.demo_password), Admin(stack)
    bystander = Customer(stack.web_url)
    bystander.say(f"how do i change the pin of my card? {longer}")
    search(stack, f"{longer} tractors")
    with connected(stack, "telegram") as phone, mailbox(stack) as post:
        assert isinstance(phone, TelegramVendor)
        use_everything(stack, mark, sam, phone)
        post.say(f"how do i change the pin of my card? {mark}", f"Card {mark}")
        wait_until(lambda: bool(post.got))
        search(stack, f"{mark} tractors")
        wait_until(lambda: tables_with(stack, mark, longer) >= PLANTED_IN)

        on_the_page, by_mail = admin.page_of(f"{mark}-customer"), admin.page_of(post.customer)
        told = admin.export(on_the_page)
        handed_out = {name for name, rows in told["tables"].items() if mark in str(rows)}
        assert handed_out >= PLANTED_IN - {"mails", "empty_searches", "help_searches"}
        assert any(mark.encode() in data for name, data in admin.files.items() if "files/" in name)
        assert longer not in str(told)
        admin.erase(on_the_page, mark)
        admin.erase(by_mail, mark)

        assert tables_with(stack, mark, longer) == set()
        assert post.customer not in all_of_redis(stack)
        left = all_of_redis(stack).replace(longer, "")
        assert mark not in left
        for name, data in files_of(stack):
            assert mark.encode() not in data.replace(longer.encode(), b""), name
            assert post.customer.encode() not in data, name
    assert tables_with(stack, longer, "\0") >= {"utterances", "empty_searches", "help_searches"}
    assert heard(bystander, longer)


def use_everything(stack: Stack, mark: str, sam: Agent, phone: TelegramVendor) -> None:
    """Chat, attach, go on on Telegram and back, speak with a person, score and say why."""
    known = stack.identity(sub=f"{mark}-customer", name=f"Ana {mark}", plan=f"Gold {mark}")
    customer = Customer(stack.web_url, known)
    customer.say(f"how do i change the pin of my card? {mark}")
    attach(customer, f"{mark}.txt", f"{mark} in a file".encode())
    go_on_there(customer, phone)
    phone.say(f"my card was stolen, what do i do now {mark}")
    wait_for(phone, "Did this help?")
    customer.say(f"I need to speak with somebody about a tractor loan {mark}")
    handoff = sam.claim(customer.conversation)
    sam.reply(handoff, f"I look it up, {mark}.").raise_for_status()
    wait_until(lambda: heard(customer, f"I look it up, {mark}."))
    sam.note(customer.conversation, f"Is in a hurry, {mark}.").raise_for_status()
    sam.move(handoff, "resolve").raise_for_status()
    wait_until(lambda: heard(customer, "How much effort"))
    customer.press("effort:5")
    customer.replies_to(customer.send(f"It was hard, {mark}.", choice="effort_comment"))
    wait_until(lambda: stack.survey(customer.conversation).comment != "")  # type: ignore[union-attr]
    owed = [each for each in stack.open_follow_ups() if each.conversation == customer.conversation]
    for each in owed:
        sam.follow_up(each.id, f"Called {mark}.").raise_for_status()


def attach(customer: Customer, name: str, data: bytes) -> None:
    where, query = f"{customer.path}/attachments", {"id": uuid.uuid4().hex, "name": name}
    kept = customer.web.post(where, params=query, content=data, headers=customer.headers)
    assert kept.status_code == 201, kept.text
    brings = [{"id": kept.json()["id"], "alt": f"what it shows, {name}"}]
    sent = customer.post(id=uuid.uuid4().hex, text="", attachments=brings)
    assert sent.status_code == 202, sent.text


def search(stack: Stack, words: str) -> None:
    address = f"{stack.web_url}/help/search"
    httpx.get(address, params={"q": words}, timeout=PATIENCE, trust_env=False).raise_for_status()


@contextmanager
def mailbox(stack: Stack) -> Iterator[MailVendor]:
    with MailVendor(stack.web_url) as post:
        stack.connect(post.name, kind="email", **post.settings)
        wait_until(lambda: stack.has_looked_into(f":{post.imap.port}/"))
        yield post


def tables_with(stack: Stack, mark: str, but: str) -> set[str]:
    """Return the tables in which a word stands, not as a part of another one."""
    database, found = Database(stack.database_url), set()
    try:
        with database.reading() as connection:
            for table in metadata.sorted_tables:
                rows = connection.execute(select(table)).all()
                if any(mark in str(row).replace(but, "") for row in rows):
                    found.add(table.name)
    finally:
        database.close()
    return found


def in_plain_files(stack: Stack) -> None:
    """Have Redis write words as they are: compressed, the bystander's may look like theirs."""
    with Redis.from_url(stack.redis_url) as redis:
        redis.config_set("rdbcompression", "no")


def all_of_redis(stack: Stack) -> str:
    with Redis.from_url(stack.redis_url, decode_responses=True) as redis:
        return "\n".join(f"{key} {_value(redis, key)}" for key in redis.scan_iter())


def _value(redis: Redis, key: str) -> Any:
    read: dict[str, Callable[[str], Any]] = {
        "string": redis.get,
        "hash": redis.hgetall,
        "set": redis.smembers,
        "stream": redis.xrange,
        "list": lambda name: redis.lrange(name, 0, -1),
        "zset": lambda name: redis.zrange(name, 0, -1),
    }
    kind = str(redis.type(key))
    return read[kind](key) if kind in read else ""


def files_of(stack: Stack) -> Iterator[tuple[str, bytes]]:
    """All that the product has written: the record and its log, Redis' files, what was attached,
    the logs."""
    for path in stack.var.rglob("*"):
        if path.is_file() and "models" not in path.parts:
            yield path.name, path.read_bytes()
