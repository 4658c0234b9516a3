"""Backup, disaster, restore on the running product: nothing acknowledged before is lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import uuid
from pathlib import Path

from launch.paths import HOME
from launch.transfer import TRANSFERS
from tests.conversations.test_erased import Admin, all_of_redis, attach, tables_with
from tests.conversations.test_web_to_telegram import heard
from tests.support.customer import Customer
from tests.support.stack import Stack
from tests.support.waiting import wait_until

QUESTION = "how do i change the pin of my card?"


def test_what_was_acknowledged_before_a_backup_is_there_after_a_disaster_and_who_was_erased_is_not(
    stack: Stack, tmp_path: Path
) -> None:
    mark = f"zq{uuid.uuid4().hex[:10]}"
    kept, erased = f"{mark}-kept", f"{mark}-erased"
    customer = Customer(stack.web_url)
    customer.say(f"{QUESTION} {kept}")
    attach(customer, "bill.txt", f"{kept} in a file".encode())
    leaver = Customer(stack.web_url, stack.identity(sub=erased, name=f"Ana {erased}"))
    leaver.say(f"{QUESTION} {erased}")
    stack.held_back.set()  # nothing is started again
    try:
        os.killpg(stack.processes["bot"], signal.SIGKILL)
        unanswered = customer.send(f"was this heard? {kept}")  # acknowledged, and no bot is there
        assert "keys of Redis" in run(stack, "backup", tmp_path / "monday")
        customer.send(f"too late {mark}")

        admin = Admin(stack)
        admin.erase(admin.page_of(erased), erased)
        (tmp_path / "erased.json").write_bytes(admin.web.get("/personal-data/erased.json").content)
        destroy(stack)
        assert "make erase-again" in run(stack, "restore", tmp_path / "monday")
        run(stack, "erase-again", tmp_path / "erased.json")
    finally:
        stack.held_back.clear()
    for name in ("redis", "actions", "bot", "web"):
        stack.wait_until_ready(name)

    back = Customer(stack.web_url, token=customer.token)
    assert back.conversation == customer.conversation
    assert back.replies_to(unanswered), "what waited in the inbox is answered now"
    assert heard(back, f"{QUESTION} {kept}")
    assert len([said for said in back.heard if said["message"] == unanswered]) == 1
    assert not heard(back, "too late")
    assert any(kept.encode() in data for data in files_in(stack.var / "attachments"))
    wait_until(lambda: tables_with(stack, erased, "\0") == set())
    wait_until(lambda: erased not in all_of_redis(stack))


def run(stack: Stack, command: str, told: Path) -> str:
    """Do what `make <command>` runs, with the variables of the product."""
    asked = [sys.executable, "-m", *TRANSFERS[command], str(told)]
    done = subprocess.run(asked, cwd=HOME, env=stack.env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def destroy(stack: Stack) -> None:
    """Kill everything and delete the record, Redis' files and what was attached."""
    for name in ("web", "actions", "redis"):
        os.killpg(stack.processes[name], signal.SIGKILL)
    for name in ("web", "actions", "redis"):
        wait_until(lambda name=name: not stack.is_ready(name))  # type: ignore[misc]
    for file in stack.var.glob("effie.db*"):
        file.unlink()
    for folder in ("redis", "attachments"):
        shutil.rmtree(stack.var / folder)


def files_in(folder: Path) -> list[bytes]:
    return [file.read_bytes() for file in folder.rglob("*") if file.is_file()]
