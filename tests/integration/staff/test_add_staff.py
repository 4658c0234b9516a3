"""The command that creates a staff account, as somebody types it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.staff import Role
from launch.paths import HOME
from store.database import Database
from store.staff import SecondFactors, Staff
from tests.support.authenticator import Authenticator

PASSWORD = "long enough"


def add_staff(*words: str, typed: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command with nothing prepared: no secrets in the environment."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EFFIE_")}
    return subprocess.run(
        [sys.executable, "-m", "commands.staff", *words],
        input=typed,
        capture_output=True,
        text=True,
        cwd=HOME,
        env={**kept, "DATABASE_URL": "", **variables},
        check=False,
    )


def test_an_account_is_created_in_the_database_that_make_run_uses(tmp_path: Path) -> None:
    done = add_staff("Sam@tern.example", "Sam", "agent", typed=PASSWORD, EFFIE_VAR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "sam@tern.example can sign in" in done.stdout
    staff = Staff(Database(f"sqlite:///{tmp_path / 'effie.db'}"))
    assert staff.check_password("sam@tern.example", PASSWORD).role is Role.AGENT


def test_an_account_that_exists_is_named_before_any_password_is_asked_for(tmp_path: Path) -> None:
    words = ("sam@tern.example", "Sam", "agent")
    add_staff(*words, typed=PASSWORD, EFFIE_VAR=str(tmp_path))
    again = add_staff(*words, typed="short", EFFIE_VAR=str(tmp_path))
    assert again.returncode == 1
    assert again.stderr.startswith("There is already an account with the address sam@tern.example.")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("nonsense", "DATABASE_URL must be like postgresql://"),
        ("mysql://tern/effie", "DATABASE_URL must be like postgresql://"),
        ("postgresql://me:secret@127.0.0.1:1/effie", "cannot be opened: connection failed"),
        ("sqlite:////proc/nowhere/effie.db", "cannot be opened"),
    ],
)
def test_a_database_that_cannot_be_opened_is_explained_without_its_password(
    address: str, words: str, tmp_path: Path
) -> None:
    done = add_staff("sam@tern.example", "Sam", "agent", DATABASE_URL=address)
    assert done.returncode == 1
    assert words in done.stderr
    assert "DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr


def test_a_lost_second_factor_is_reset_on_the_machine_itself(tmp_path: Path) -> None:
    words = ("sam@tern.example", "--reset-two-factor")
    add_staff("sam@tern.example", "Sam", "admin", typed=PASSWORD, EFFIE_VAR=str(tmp_path))
    none = add_staff(*words, EFFIE_VAR=str(tmp_path))
    assert (none.returncode, none.stderr[:35]) == (1, "Two-factor sign-in is off for this ")
    database = Database(f"sqlite:///{tmp_path / 'effie.db'}")
    factors = SecondFactors(database, "a secret for tests, long enough to sign")
    sam = Staff(database).check_password("sam@tern.example", PASSWORD)
    offer = factors.offer(sam, "Tern")
    factors.set_up(sam, offer.sealed, Authenticator(offer.secret).code())
    done = add_staff(*words, EFFIE_VAR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert factors.of(sam.id) is None
