"""A disk that fills up, for real: a small one of its own, with the record and Redis on it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import httpx
import pytest

from core.staff import Role
from store.database import Database
from tests.support.redis_server import RedisServer, running_redis
from tests.support.waiting import until
from tests.support.web import Web, running_web, sign_in


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 32 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, check=False).returncode:
        pytest.skip("a disk of one's own takes the right to mount one")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def redis_server(disk: Path) -> Iterator[RedisServer]:
    with running_redis(disk) as server:
        yield server


@pytest.fixture
async def web(disk: Path, empty_record: Path, redis_server: RedisServer) -> AsyncIterator[Web]:
    record = Database(f"sqlite:///{shutil.copy(empty_record, disk / 'effie.db')}")
    async with running_web(record.url, redis_server.url, disk) as web:
        yield web


def fill(file: Path) -> None:
    """Leave no space for a single byte more."""
    with file.open("wb", buffering=0) as filler:
        for size in (2**20, 2**12, 1):
            try:
                while filler.write(bytes(size)):
                    pass
            except OSError:
                continue


async def post_until_refused(post: Callable[[int], Awaitable[httpx.Response]]) -> httpx.Response:
    """A last block that was begun may still be filled: go on until there is none."""
    for number in range(30):
        answer = await post(number)
        if not answer.is_success:
            return answer
    raise AssertionError("nothing was refused")


async def test_what_cannot_be_kept_is_refused_and_all_is_well_once_there_is_room(
    web: Web, disk: Path, redis_server: RedisServer
) -> None:
    web.add_staff("Kim", Role.CONTENT_MANAGER)
    async with web.browser() as browser, web.browser() as kim:
        await sign_in(kim, "kim@tern.example")
        begun = (await browser.post("/api/conversations", json={})).json()
        path = f"/api/conversations/{begun['conversation']}/messages"
        headers = {"Authorization": f"Bearer {begun['token']}"}
        taken: list[str] = []

        async def send(number: int) -> httpx.Response:
            sent = {"id": f"message-{number}", "text": "hello" * 700}
            answer = await browser.post(path, json=sent, headers=headers)
            taken.extend(answer.json().get("id", "") for _ in range(answer.status_code == 202))
            return answer

        async def begin(_number: int = 0) -> httpx.Response:
            return await browser.post("/api/conversations", json={})

        fill(disk / "filler")
        for post in (send, begin):
            refused = await post_until_refused(post)
            assert (refused.status_code, "ry again" in refused.json()["message"]) == (503, True)
        archive = await kim.get("/console/transfer/articles.zip")
        assert (archive.status_code, "no space left" in archive.text) == (503, True)
        assert (await browser.get("/help")).status_code == 200, "what can serve serves"
        assert (await browser.get("/health")).status_code == 503

        (disk / "filler").unlink()

        async def is_well() -> bool:
            redis_server.supervisor.keep_alive()
            return (await browser.get("/health")).status_code == 200

        await until(is_well)
        assert (await send(len(taken))).status_code == 202
        assert (await begin()).status_code == 200
    assert [message.id for message in await web.inbox()] == taken, "all that was taken, each once"
