"""Which files may be sent, what they are called, and what a scanner's answer says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.attachments import (
    MAX_ATTACHMENT_BYTES,
    MAX_ATTACHMENTS,
    MAX_FILE_NAME_LENGTH,
    PDF,
    PICTURES,
    TEXT,
    FileTooLarge,
    NotAccepted,
    ScannerAway,
    check_size,
    file_name,
    instream,
    media_type,
    read_asked,
    read_verdict,
)
from core.errors import BadInput


def test_the_content_tells_the_type_and_text_needs_no_signature() -> None:
    assert media_type("image/png", b"\x89PNG", False) == "image/png"
    assert media_type("application/pdf", b"%PDF-1.7", False) == PDF
    assert media_type("", b"date,amount\n1,2", True) == TEXT


@pytest.mark.parametrize(
    ("told", "beginning", "is_text"),
    [
        ("image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'>", True),
        ("text/html", b"<!DOCTYPE html><script>alert(1)</script>", True),
        ("", b"  \n<html><body>", True),
        ("", b"\xef\xbb\xbf<?xml version='1.0'?><svg/>", True),
        ("application/x-msdownload", b"MZ\x90\0", False),
        ("application/zip", b"PK\x03\x04", False),
    ],
)
def test_what_could_run_somewhere_is_refused_and_the_reason_says_what_can_be_sent(
    told: str, beginning: bytes, is_text: bool
) -> None:
    with pytest.raises(NotAccepted, match="PDFs and plain text files can be sent"):
        media_type(told, beginning, is_text)


@pytest.mark.parametrize(
    ("given_name", "type_", "name"),
    [
        ("photo.jpg", "image/jpeg", "photo.jpg"),
        ("IMG_1.JPEG", "image/jpeg", "IMG_1.JPEG"),
        ("invoice.html", "image/png", "invoice.html.png"),
        ("../../etc/passwd", TEXT, "passwd.txt"),
        ("C:\\Users\\me\\bill.pdf", PDF, "bill.pdf"),
        ("ann\u202efdp.exe", PDF, "annfdp.exe.pdf"),
        ("", "image/png", "file.png"),
        ("Überweisung März.csv", TEXT, "Überweisung März.csv"),
    ],
)
def test_a_name_is_safe_to_save_and_its_ending_fits_the_content(
    given_name: str, type_: str, name: str
) -> None:
    assert file_name(given_name, type_) == name


@given(st.text(max_size=400), st.sampled_from([*PICTURES, PDF, TEXT]))
def test_no_name_leaves_its_folder_or_is_too_long(given_name: str, type_: str) -> None:
    name = file_name(given_name, type_)
    assert 0 < len(name) <= MAX_FILE_NAME_LENGTH
    assert not set(name) & set('/\\:\0\n"')
    assert not name.startswith(".")


def test_a_file_may_have_the_size_limit_and_not_a_byte_more() -> None:
    check_size(MAX_ATTACHMENT_BYTES)
    with pytest.raises(FileTooLarge, match="10 MB"):
        check_size(MAX_ATTACHMENT_BYTES + 1)
    with pytest.raises(BadInput, match="empty"):
        check_size(0)


def test_a_message_names_its_files_once_each_and_not_too_many() -> None:
    assert read_asked(None) == {}
    assert read_asked([{"id": "a", "alt": " a  broken\ncard "}, {"id": "b"}]) == {
        "a": "a broken card",
        "b": "",
    }
    for odd in ("a", [1], [{"alt": "x"}], [{"id": "a", "alt": 7}], [{"id": "a", "alt": "x" * 301}]):
        with pytest.raises(BadInput):
            read_asked(odd)
    with pytest.raises(BadInput, match=f"{MAX_ATTACHMENTS} files at most"):
        read_asked([{"id": str(n)} for n in range(MAX_ATTACHMENTS + 1)])


@given(st.binary(max_size=200_000))
def test_the_scanner_is_sent_every_byte_in_its_own_framing(data: bytes) -> None:
    command, *pieces, end = instream(data)
    assert (command, end) == (b"zINSTREAM\0", bytes(4))
    assert b"".join(piece[4:] for piece in pieces) == data
    assert all(int.from_bytes(piece[:4], "big") == len(piece) - 4 > 0 for piece in pieces)


def test_only_ok_is_a_clean_bill() -> None:
    assert read_verdict(b"stream: OK\0") == ""
    assert read_verdict(b"stream: Win.Test.EICAR_HDB-1 FOUND\0") == "Win.Test.EICAR_HDB-1"
    for answer in (b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK maybe\0"):
        with pytest.raises(ScannerAway):
            read_verdict(answer)
