"""Where files are kept: each store keeps to one contract, and a crash loses and doubles nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from core.attachments import FileState
from core.errors import NotFound
from launch.paths import HOME
from store.attachments import Attachments, DiskFiles, Files, FilesAway, S3Files, examine, open_files
from store.database import Database
from tests.support.pictures import png

UPLOADS = 24


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """The address of a server that speaks S3, with a bucket in it."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "tests")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "tests")
        patch.setenv("AWS_REGION", "eu-west-1")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        boto3.client("s3", endpoint_url=endpoint).create_bucket(Bucket="effie")
        yield endpoint
    server.stop()


@pytest.fixture(params=["disk", "s3"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Files:
    if request.param == "disk":
        return open_files("", "", tmp_path / "attachments")
    return open_files("s3://effie/support/files", request.getfixturevalue("bucket"), tmp_path)


def test_a_store_keeps_files_until_they_or_their_conversation_are_deleted(files: Files) -> None:
    for key in ("c-1/a", "c-1/a.preview", "c-2/a"):
        files.write(key, key.encode())
        files.write(key, key.encode())  # once more, after a crash
    assert files.read("c-1/a.preview") == b"c-1/a.preview"
    files.delete("c-1/a")
    files.delete("c-1/a")
    with pytest.raises(NotFound):
        files.read("c-1/a")
    files.delete_all("c-1")
    with pytest.raises(NotFound):
        files.read("c-1/a.preview")
    assert files.read("c-2/a") == b"c-2/a"


def test_a_store_that_cannot_be_reached_says_so_and_can_be_tried_again(tmp_path: Path) -> None:
    nowhere = S3Files("effie", "", "http://127.0.0.1:9")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "tests")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "tests")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        with pytest.raises(FilesAway):
            nowhere.write("c-1/a", b"a")
    in_the_way = tmp_path / "in the way"
    in_the_way.write_text("a file where the folder should be")
    with pytest.raises(FilesAway):
        DiskFiles(in_the_way).write("c-1/a", b"a")


def test_what_was_attached_and_never_sent_goes_and_what_a_message_brings_stays(
    database: Database, tmp_path: Path
) -> None:
    kept = Attachments(database, DiskFiles(tmp_path))
    file = examine(png(), "a.png")
    sent = kept.keep("c-1", "", "upload-1", file, FileState.READY)
    unsent = kept.keep("c-1", "", "upload-2", file, FileState.READY)
    kept.bring("c-1", "", "message-1", {sent.id: ""})
    assert kept.forget_unsent(before=unsent.at) == 0  # not old enough
    assert kept.forget_unsent(before=unsent.at.replace(year=2999)) == 1
    assert kept.find(unsent.id) is None
    assert kept.files.read(kept.get(sent.id).key)
    assert len(list((tmp_path / "c-1").iterdir())) == 2  # the file and its preview


def test_a_kill_during_uploads_loses_and_doubles_nothing(
    database: Database, tmp_path: Path
) -> None:
    acknowledged: list[str] = []
    while len(acknowledged) < UPLOADS:
        # The page sends again what was not acknowledged, under its old id; so does this loop.
        process = subprocess.Popen(
            [sys.executable, __file__, database.url, str(tmp_path), str(len(acknowledged))],
            cwd=HOME,
            env={**os.environ, "PYTHONPATH": str(HOME)},
            stdout=subprocess.PIPE,
            text=True,
        )
        with process:
            assert process.stdout is not None
            for _ in range(min(9, UPLOADS - len(acknowledged))):
                acknowledged.append(process.stdout.readline().strip())
            process.send_signal(signal.SIGKILL)  # in the middle of whatever it does
    kept = Attachments(database, DiskFiles(tmp_path))
    files = list(kept.of("c-1"))
    assert len(acknowledged) == len(set(acknowledged)) == UPLOADS
    assert set(acknowledged) <= {file.id for file in files}
    assert len({file.id for file in files}) == len(files) <= UPLOADS
    for file in files:
        assert kept.files.read(file.key) == examine(png(), "a.png").data


def _upload(url: str, folder: Path, first: int) -> None:
    kept = Attachments(Database(url), DiskFiles(folder))
    file = examine(png(), "a.png")
    for number in range(first, UPLOADS):
        name = kept.keep("c-1", "", f"upload-{number}", file, FileState.READY).id
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _upload(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
