"""Secrets in files, as container platforms hand them in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.errors import BadInput
from launch.paths import HOME
from store.secret_files import secrets_in_files


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("kept in a file, \u00fc\n")
    (tmp_path / "url").write_text("postgresql://effie@db/effie")
    named = {
        "EFFIE_SECRET_FILE": str(tmp_path / "secret"),
        "DATABASE_URL_FILE": str(tmp_path / "url"),
        "REDIS_URL_FILE": "",
        "SOMEBODY_ELSES_FILE": "/nowhere",
    }
    assert secrets_in_files(named) == {
        "EFFIE_SECRET": "kept in a file, \u00fc",
        "DATABASE_URL": "postgresql://effie@db/effie",
    }


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe", b"a\0b", b"x" * 70_000])
def test_a_file_that_holds_no_secret_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret").write_bytes(content)
    with pytest.raises(BadInput, match="EFFIE_SECRET_FILE"):
        secrets_in_files({"EFFIE_SECRET_FILE": str(tmp_path / "secret")})


def test_a_file_that_is_not_there_is_named_and_so_are_two_that_say_the_same(
    tmp_path: Path,
) -> None:
    with pytest.raises(BadInput, match="REDIS_URL_FILE"):
        secrets_in_files({"REDIS_URL_FILE": str(tmp_path / "none")})
    (tmp_path / "url").write_text("redis://redis/0")
    both = {"REDIS_URL": "redis://other/0", "REDIS_URL_FILE": str(tmp_path / "url")}
    with pytest.raises(BadInput, match="REDIS_URL and REDIS_URL_FILE are both set"):
        secrets_in_files(both)


def test_every_process_takes_its_secrets_from_files_and_what_it_starts_has_them(
    tmp_path: Path,
) -> None:
    (tmp_path / "secret").write_text("from a file\n")
    code = (
        "import os; from store.process import begin_process; begin_process();"
        "print(os.environ['EFFIE_SECRET'], 'EFFIE_SECRET_FILE' in os.environ)"
    )
    given = {**os.environ, "PYTHONPATH": str(HOME), "EFFIE_SECRET_FILE": str(tmp_path / "secret")}
    given.pop("EFFIE_SECRET", None)
    told = subprocess.run(
        [sys.executable, "-c", code], env=given, capture_output=True, text=True, check=True
    )
    assert told.stdout == "from a file False\n"
    given["EFFIE_SECRET_FILE"] = str(tmp_path / "none")
    told = subprocess.run([sys.executable, "-c", code], env=given, capture_output=True, text=True)
    assert told.returncode == 1
    assert told.stderr.startswith("EFFIE_SECRET_FILE is '")
