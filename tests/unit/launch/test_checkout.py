"""A checkout by a git that is set to write line ends as Windows does."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from launch.paths import HOME


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    if not (HOME / ".git").exists():
        pytest.skip("this is no checkout, so there is nothing to check out again")
    folder = tmp_path / "checkout"
    clone = ["git", "clone", "--quiet", "--shared", "-c", "core.autocrlf=true", str(HOME)]
    subprocess.run([*clone, str(folder)], check=True)
    return folder


def test_the_launcher_starts_from_a_checkout_with_the_line_ends_of_windows(checkout: Path) -> None:
    started = subprocess.run(
        ["make", "--silent", "--eval=usage: ; $(LAUNCH) usage", "usage"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "python3 -m launch <command>" in started.stderr, started.stderr


def test_no_text_of_such_a_checkout_has_other_line_ends_than_ours(checkout: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--eol"], cwd=checkout, capture_output=True, text=True, check=True
    )
    assert [
        line for line in listed.stdout.splitlines() if "w/crlf" in line or "w/mixed" in line
    ] == []
