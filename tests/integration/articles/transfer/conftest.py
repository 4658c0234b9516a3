"""Two articles as files, and the record they go to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.article_files import write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "given"
    folder.mkdir()
    for slug in ("pin", "card"):
        write(folder, slug)
    return folder
