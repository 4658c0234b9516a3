"""The page of the audit: who did what when, narrowed, and as CSV."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path

from core.staff import Role
from store.audit import write_audit
from store.database import Database
from store.staff import ReplyWords
from tests.support.web import running_web, sign_in


async def test_an_admin_narrows_the_audit_and_takes_it_along(
    database: Database, redis_url: str, tmp_path: Path
) -> None:
    async with running_web(database.url, redis_url, tmp_path) as web, web.browser() as browser:
        web.add_staff("Ravi Menon", Role.ADMIN)
        sam = web.add_staff("Sam Okafor", Role.SUPERVISOR)
        web.services.saved_replies.add(sam, ReplyWords("Greeting", "Hello"), shared=True)
        web.services.saved_replies.add(sam, ReplyWords("My own", "Hi"))
        with database.writing() as connection:
            write_audit(connection, sam.name, "article.publish", "article:fees", "=1+1")
            for number in range(150):
                write_audit(connection, sam.id, "agent.status", f"number {number}", "away")
        await sign_in(browser, "ravi@tern.example")

        page = (await browser.get("/audit", params={"who": sam.id, "what": "article"})).text
        assert "article:fees" in page
        assert "staff: add" not in page
        page = (await browser.get("/audit", params={"who": sam.id})).text
        assert "number 149" in page
        assert "number 20<" not in page, "older ones are a page further"
        older = page.partition("before=")[2].partition('"')[0]
        page = (await browser.get("/audit", params={"who": sam.id, "before": older})).text
        assert "number 20<" in page
        assert "Greeting" in page
        assert "My own" not in page
        assert "Nothing fits" in (await browser.get("/audit", params={"until": "2020-01-01"})).text
        refused = await browser.get("/audit", params={"since": "yesterday"})
        assert (refused.status_code, "Give days as" in refused.text) == (422, True)

        answer = await browser.get("/audit.csv", params={"who": sam.id})
        assert answer.content.startswith(codecs.BOM_UTF8), "else names are garbled in a spreadsheet"
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert rows[0] == ["at", "who", "what", "subject", "detail"]
        assert len(rows) == 1 + 150 + 2
        assert [row[4] for row in rows if row[2] == "article.publish"] == ["'=1+1"]
        receipt = (await browser.get("/audit", params={"what": "audit.export"})).text
        assert f"who={sam.id}" in receipt
