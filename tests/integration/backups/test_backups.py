"""Backup, disaster, restore: nothing is lost that was acknowledged before, on both databases."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from redis import Redis, RedisError
from sqlalchemy import create_engine, make_url, select, text

from commands.backup import backup
from commands.restore import HalfRestored, restore
from core.errors import BadInput
from launch.paths import HOME
from store.attachments import DiskFiles
from store.backups import NotEmpty, copy_record
from store.clock import now
from store.database import Database
from store.inserts import insert_once
from store.schema import arrivals, attachments, job_progress
from tests.support.planted import Planted
from tests.support.postgresql import PostgreSQL
from tests.support.waiting import wait_until

WAITING = "waiting"


@pytest.fixture
def redis(redis_url: str) -> Iterator[Redis]:
    yield from _emptied(redis_url, 11)


@pytest.fixture
def another_redis(redis_url: str) -> Iterator[Redis]:
    yield from _emptied(redis_url, 12)


def _emptied(url: str, number: int) -> Iterator[Redis]:
    with Redis.from_url(url.removesuffix("/0") + f"/{number}") as redis:
        redis.flushdb()
        yield redis
        redis.flushdb()


@pytest.mark.every_database
def test_what_was_taken_before_a_backup_is_there_once_after_a_restore(
    database: Database, database_url: str, redis: Redis, another_redis: Redis, tmp_path: Path
) -> None:
    taken: list[str] = []
    with messages_flow(database, redis, taken):
        wait_until(lambda: len(taken) > 50)
        before = list(taken)
        backup(database, redis, DiskFiles(tmp_path / "attached"), tmp_path / "kept")
        after = len(taken)
        wait_until(lambda: len(taken) > after + 20)
    with closing(Database(database_url)) as restored:
        restore(restored, another_redis, DiskFiles(tmp_path / "again"), tmp_path / "kept")
        with restored.reading() as connection:
            recorded = connection.execute(select(job_progress.c.job)).scalars().all()
    on_the_way = _texts(another_redis.lrange(WAITING, 0, -1))
    done = _texts(another_redis.smembers("done"))
    assert set(before) <= {*recorded, *on_the_way}
    assert set(done) <= set(recorded), "Redis was copied later than the record"


@pytest.mark.every_database
def test_words_files_and_memory_come_back_as_they_were(
    database: Database, database_url: str, redis: Redis, another_redis: Redis, tmp_path: Path
) -> None:
    planted = Planted(database, "kayak")
    with database.reading() as connection:
        where, name = connection.execute(select(attachments.c.conversation, attachments.c.id)).one()
    files, again = DiskFiles(tmp_path / "attached"), DiskFiles(tmp_path / "again")
    files.write(f"{where}/{name}", b"a blue kayak")
    entry = redis.xadd("events", {"said": "kayak"})
    redis.xgroup_create("events", "web", id="0")
    redis.xreadgroup("web", "one", {"events": ">"})
    redis.set("window:one", "1", px=600_000)
    backup(database, redis, files, tmp_path / "kept")
    with closing(Database(database_url)) as restored:
        restore(restored, another_redis, again, tmp_path / "kept")
        assert planted.conversation in _everything(restored)
        with pytest.raises(NotEmpty):
            restore(restored, another_redis, again, tmp_path / "kept")
    assert again.read(f"{where}/{name}") == b"a blue kayak"
    (unsettled,) = another_redis.xpending_range("events", "web", "-", "+", 10)
    assert unsettled["message_id"] == entry
    assert 0 < int(another_redis.pttl("window:one")) <= 600_000


@pytest.mark.every_database
def test_files_of_what_waits_to_be_taken_in_come_back(
    database: Database, database_url: str, redis: Redis, another_redis: Redis, tmp_path: Path
) -> None:
    files, again = DiskFiles(tmp_path / "attached"), DiskFiles(tmp_path / "again")
    files.write("arrived-one/0", b"a bill")
    file = {"thing": "file", "aside": "arrived-one/0"}
    values: dict[str, Any] = {"connection": "mail", "external": "one", "sender": "ada@mail.example"}
    values |= {"sent_at": 0.0, "arrived_at": now(), "problem": "", "content": {"files": [file]}}
    with database.writing() as connection:
        insert_once(connection, arrivals, values)
    backup(database, redis, files, tmp_path / "kept")
    with closing(Database(database_url)) as restored:
        restore(restored, another_redis, again, tmp_path / "kept")
    assert again.read("arrived-one/0") == b"a bill"


def test_a_log_that_an_earlier_file_has_left_is_not_played_into_a_restored_record(
    database: Database, database_url: str, redis: Redis, another_redis: Redis, tmp_path: Path
) -> None:
    backup(database, redis, DiskFiles(tmp_path / "attached"), tmp_path / "kept")
    here, there = (Path(url.removeprefix("sqlite:///")) for url in (database.url, database_url))
    with database.reading() as reader:  # keeps its log
        reader.execute(select(job_progress)).all()
        with database.writing() as connection:
            insert_once(connection, job_progress, {"job": "written later", "seq": 1})
        shutil.copy(f"{here}-wal", f"{there}-wal")
    with closing(Database(database_url)) as restored:
        restore(restored, another_redis, DiskFiles(tmp_path / "again"), tmp_path / "kept")
        with restored.reading() as connection:
            assert connection.execute(select(job_progress.c.job)).all() == []


def test_a_backup_of_a_later_version_is_refused_before_anything_is_put_back(
    database: Database, database_url: str, redis: Redis, another_redis: Redis, tmp_path: Path
) -> None:
    backup(database, redis, DiskFiles(tmp_path / "attached"), tmp_path / "kept")
    told = tmp_path / "kept" / "backup.json"
    known = json.loads(told.read_text(encoding="utf-8"))
    told.write_text(json.dumps({**known, "tables": "9999"}), encoding="utf-8")
    with closing(Database(database_url)) as restored:
        with pytest.raises(BadInput, match="later version"):
            restore(restored, another_redis, DiskFiles(tmp_path / "again"), tmp_path / "kept")
        told.write_text(json.dumps(known), encoding="utf-8")
        restore(restored, another_redis, DiskFiles(tmp_path / "again"), tmp_path / "kept")


def test_a_backup_that_failed_leaves_nothing_in_the_way_of_the_next(
    database: Database, redis: Redis, tmp_path: Path
) -> None:
    files = DiskFiles(tmp_path / "attached")
    with Redis(port=1) as nowhere, pytest.raises(RedisError):
        backup(database, nowhere, files, tmp_path / "kept")
    backup(database, redis, files, tmp_path / "kept")
    assert (tmp_path / "kept" / "backup.json").is_file()


@pytest.mark.every_database
def test_a_restore_that_fails_midway_says_what_to_do_and_works_once_that_is_done(
    database: Database, database_url: str, redis: Redis, another_redis: Redis, tmp_path: Path
) -> None:
    Planted(database, "kayak")
    redis.set("one", "1")
    redis.set("two", "2")
    backup(database, redis, DiskFiles(tmp_path / "attached"), tmp_path / "kept")
    keys = tmp_path / "kept" / "redis.jsonl"
    whole = keys.read_bytes()
    keys.write_bytes(whole[:-20])  # as a disk leaves a file that it could not hold
    again = DiskFiles(tmp_path / "again")
    with closing(Database(database_url)) as restored:
        with pytest.raises(HalfRestored) as told:
            restore(restored, another_redis, again, tmp_path / "kept")
        assert str(make_url(database_url).database) in told.value.message
        assert "empty Redis" in told.value.message
        with pytest.raises(NotEmpty, match="broken off"):
            restore(restored, another_redis, again, tmp_path / "kept")
        _empty(restored)
        another_redis.flushdb()
        keys.write_bytes(whole)
        restore(restored, another_redis, again, tmp_path / "kept")
        assert "kayak" in _everything(restored)
    assert another_redis.dbsize() == 2


def _empty(database: Database) -> None:
    """Do to a database what is said to be done."""
    url = make_url(database.url)
    if url.get_backend_name() == "sqlite":
        database.close()
        for file in Path(str(url.database)).parent.glob(f"{Path(str(url.database)).name}*"):
            file.unlink()
        return
    with create_engine(url).connect() as connection, connection.begin():
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))


def test_the_password_of_a_database_stands_on_no_command_line(
    postgresql: PostgreSQL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    program = tmp_path / "pg_dump"
    program.write_text(f'#!/bin/sh\necho "$PGPASSWORD" "$@" > {told}\n', encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with postgresql.empty_record() as url:
        address = make_url(url).set(password="s3cr*t").render_as_string(hide_password=False)
        with closing(Database(address)) as database:
            copy_record(database, tmp_path, lambda: None)
    password, *arguments = told.read_text(encoding="utf-8").split()
    assert password == "s3cr*t"
    assert not [each for each in arguments if "*" in each]
    assert any("@127.0.0.1" in each or "host=" in each for each in arguments)


def test_the_commands_back_up_and_restore_what_make_run_uses(
    redis: Redis, another_redis: Redis, empty_record: Path, tmp_path: Path
) -> None:
    redis.set("tracker:one", "kept")
    number = {redis: 11, another_redis: 12}

    def run(command: str, record: Path, into: Redis) -> str:
        given = into.connection_pool.connection_kwargs
        address = f"redis://:{given['password']}@{given['host']}:{given['port']}/{number[into]}"
        variables = {
            **os.environ,
            "EFFIE_VAR": str(tmp_path / record.stem),
            "DATABASE_URL": f"sqlite:///{record}",
            "REDIS_URL": address,
            "EFFIE_SECRET": "a secret for tests, long enough to sign",
            "EFFIE_IDENTITY_SECRET": "another secret for tests, long enough too",
        }
        asked = [sys.executable, "-m", f"commands.{command}", str(tmp_path / "kept")]
        done = subprocess.run(
            asked, cwd=HOME, env=variables, capture_output=True, text=True, check=False
        )
        return done.stdout + done.stderr

    assert "1 keys of Redis" in run("backup", empty_record, redis)
    assert "is there already" in run("backup", empty_record, redis)
    assert "Restored." in run("restore", tmp_path / "new.db", another_redis)
    assert another_redis.get("tracker:one") == b"kept"
    assert "not empty" in run("restore", tmp_path / "new.db", another_redis)


def _texts(found: Any) -> list[str]:
    return [each.decode() for each in found]


def _everything(database: Database) -> str:
    with database.reading() as connection:
        return str(connection.execute(select(attachments)).all())


@contextmanager
def messages_flow(database: Database, redis: Redis, taken: list[str]) -> Iterator[None]:
    """Take messages into Redis, and move each into the record: written first, then removed."""
    over = threading.Event()

    def take() -> None:
        number = 0
        while not over.wait(0.002):
            number += 1
            redis.rpush(WAITING, f"message {number}")
            taken.append(f"message {number}")

    def record() -> None:
        while not over.wait(0.001):
            for each in _texts(redis.lrange(WAITING, 0, 0)):
                with database.writing() as connection:
                    insert_once(connection, job_progress, {"job": each, "seq": 0})
                with redis.pipeline() as at_once:
                    at_once.lrem(WAITING, 1, each)
                    at_once.sadd("done", each)
                    at_once.execute()

    threads = [threading.Thread(target=each) for each in (take, record)]
    for each in threads:
        each.start()
    try:
        yield
    finally:
        over.set()
        for each in threads:
            each.join()
