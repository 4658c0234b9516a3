"""Archives of articles, read with suspicion."""

from __future__ import annotations

import contextlib
import random
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from store.article_files import (
    BadArchive,
)
from store.article_files import archive as article_archive
from store.article_files.archive import archive_names, read_archive
from tests.support.article_files import archive


def test_a_packed_folder_may_stand_in_a_folder_with_what_file_managers_add(tmp_path: Path) -> None:
    members = {
        "kb/pin.md": b"x",
        "kb/notes.txt": b"",
        "kb/.pin.md": b"",
        "__MACOSX/kb/._pin.md": b"",
    }
    assert list(read_archive(archive(tmp_path / "a.zip", members))) == [("pin.md", b"x")]


@pytest.mark.parametrize(
    "more",
    [
        ["./"],
        ["kb/"],
        ["./", "./kb/", "kb/sub/", "__MACOSX/", ".DS_Store", "kb/.md"],
        ["kb/old.md/"],  # a folder of that name
    ],
)
def test_folders_within_it_are_passed_over(tmp_path: Path, more: list[str]) -> None:
    members = {**dict.fromkeys(more, b""), "kb/pin.md": b"x"}
    assert list(read_archive(archive(tmp_path / "a.zip", members))) == [("pin.md", b"x")]


@pytest.mark.parametrize("name", ["./pin.md", "././pin.md", "kb\\pin.md", ".\\kb\\pin.md"])
def test_a_file_is_called_by_its_last_part_however_the_way_to_it_is_written(
    tmp_path: Path, name: str
) -> None:
    path = archive(tmp_path / "a.zip", {name: b"x"})
    assert list(read_archive(path)) == [("pin.md", b"x")]
    assert archive_names(path) == ["pin.md"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_stands_in_it_twice_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        for name in ("pin.md", "card.md", "./pin.md"):
            file.writestr(zipfile.ZipInfo(name), b"x")
    with pytest.raises(BadArchive, match="stands in it 2 times"):
        list(read_archive(tmp_path / "a.zip"))


def test_whatever_byte_of_it_is_wrong_it_is_read_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    whole = archive(path, {f"kb/{name}.md": b"x" * 40 for name in "abc"}).read_bytes()
    chance = random.Random(11)
    for _ in range(1_500):
        raw = bytearray(whole)
        for _ in range(chance.randint(1, 3)):
            raw[chance.randrange(len(raw))] = chance.choice(
                (0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256))
            )
        path.write_bytes(raw)
        with contextlib.suppress(BadArchive):
            assert len(list(read_archive(path))) == len(archive_names(path))


@pytest.mark.parametrize(
    ("members", "attributes", "words"),
    [
        ({"../../etc/pin.md": b"x"}, 0, "leads out of the folder"),
        ({"/etc/pin.md": b"x"}, 0, "leads out of the folder"),
        ({"..\\pin.md": b"x"}, 0, "leads out of the folder"),
        ({"/": b""}, 0, "leads out of the folder"),
        ({"C:/pin.md": b"x"}, 0, "leads out of the folder"),
        ({"pin.md": b"/etc/passwd"}, (stat.S_IFLNK | 0o777) << 16, "is a link"),
        ({"a/pin.md": b"x", "b/card.md": b"x"}, 0, "several folders"),
        ({"notes.txt": b"x"}, 0, "no article in it"),
    ],
)
def test_a_hostile_archive_is_refused(
    tmp_path: Path, members: dict[str, bytes], attributes: int, words: str
) -> None:
    path = archive(tmp_path / "a.zip", members, attributes=attributes)
    with pytest.raises(BadArchive, match=words):
        list(read_archive(path))


def test_what_is_no_archive_or_a_damaged_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    whole = archive(path, {"pin.md": bytes(range(256)) * 200}).read_bytes()
    for broken in (b"", b"PK", b"hello" * 100, whole[:-30], whole[:200], damaged(whole)):
        path.write_bytes(broken)
        with pytest.raises(BadArchive):
            list(read_archive(path))


def damaged(raw: bytes) -> bytes:
    return raw[:60] + b"\0" * 20 + raw[80:]


def test_an_encrypted_archive_is_refused(tmp_path: Path) -> None:
    raw = bytearray(archive(tmp_path / "a.zip", {"pin.md": b"x"}).read_bytes())
    for signature, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        raw[raw.index(signature) + flags] |= 1
    (tmp_path / "a.zip").write_bytes(raw)
    with pytest.raises(BadArchive, match="password"):
        list(read_archive(tmp_path / "a.zip"))


def test_a_bomb_is_refused_whatever_its_header_claims(tmp_path: Path) -> None:
    path = archive(tmp_path / "bomb.zip", {"pin.md": bytes(50_000_000)})
    ((_name, read),) = read_archive(path)
    assert len(read) == 64_001, "no more is unpacked than tells that it is too large"
    raw = bytearray(path.read_bytes())
    for signature, size in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        at = raw.index(signature) + size
        raw[at : at + 4] = struct.pack("<I", 10)
    path.write_bytes(raw)
    with pytest.raises(BadArchive):
        list(read_archive(path))


def test_too_much_in_too_many_files_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = archive(tmp_path / "many.zip", {f"a{n}.md": bytes(60_000) for n in range(5)})
    assert len(list(read_archive(path))) == 5
    monkeypatch.setattr(article_archive, "MAX_UNPACKED_BYTES", 100_000)
    with pytest.raises(BadArchive, match="Unpacked"):
        list(read_archive(path))
    monkeypatch.setattr(article_archive, "MAX_FILES", 4)
    with pytest.raises(BadArchive, match="more than"):
        list(read_archive(path))
