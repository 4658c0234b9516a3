"""Where the files themselves are kept: on disk, or in a store that speaks S3."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from core.errors import BadInput, NotFound, Unavailable

_FOLDER_MODE, _FILE_MODE = 0o700, 0o600
_GONE = frozenset({"404", "NoSuchKey", "NotFound"})


class FilesAway(Unavailable):
    """The files are out of reach for a moment. Nothing is lost; try again shortly."""


class Files(Protocol):
    """Files by key, `<conversation>/<name>`; each is written once, or again with the same bytes."""

    def write(self, key: str, data: bytes) -> None:
        """Keep a file; when this returns it outlives a crash."""

    def read(self, key: str) -> bytes:
        """Return a file; raises NotFound."""

    def delete(self, key: str) -> None:
        """Forget a file; one that is not there is forgotten already."""

    def delete_all(self, conversation: str) -> None:
        """Forget all files of a conversation."""


def open_files(place: str, endpoint: str, folder: Path) -> Files:
    """Return the files of `s3://bucket/prefix`, for "" those in a folder; raises BadInput.

    endpoint: of a store other than Amazon's, as https://storage.example:9000
    """
    if not place:
        return DiskFiles(folder)
    parts = urlsplit(place)
    if parts.scheme != "s3" or not parts.netloc:
        raise BadInput(f"EFFIE_ATTACHMENTS is '{place}'; it must be like s3://bucket/folder.")
    return S3Files(parts.netloc, parts.path.strip("/"), endpoint)


class DiskFiles:
    """Files in a folder that nobody but us may look into."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, key: str, data: bytes) -> None:
        path = self._folder / key
        try:
            path.parent.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
            self._folder.chmod(_FOLDER_MODE)
            path.parent.chmod(_FOLDER_MODE)
            scratch = path.with_name(f".{secrets.token_hex(8)}")
            _write_out(scratch, data)
            scratch.replace(path)
            _settle(path.parent)
        except OSError as error:
            raise FilesAway("The file can't be kept now; tell your admin: the disk.") from error

    def read(self, key: str) -> bytes:
        try:
            return (self._folder / key).read_bytes()
        except FileNotFoundError:
            raise NotFound("This file is no longer there. Ask for it again.") from None
        except OSError as error:
            raise FilesAway from error

    def delete(self, key: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            (self._folder / key).unlink()

    def delete_all(self, conversation: str) -> None:
        try:
            shutil.rmtree(self._folder / conversation)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise FilesAway from error


class S3Files:
    """Files in a bucket; who we are there, boto3 reads from AWS's usual variables."""

    def __init__(self, bucket: str, prefix: str, endpoint: str) -> None:
        self._bucket, self._prefix, self._endpoint = bucket, prefix, endpoint
        self._opened: Any = None

    def write(self, key: str, data: bytes) -> None:
        self._call("put_object", Key=self._name(key), Body=data)

    def read(self, key: str) -> bytes:
        found = self._call("get_object", Key=self._name(key))
        data: bytes = found["Body"].read()
        return data

    def delete(self, key: str) -> None:
        self._call("delete_object", Key=self._name(key))

    def delete_all(self, conversation: str) -> None:
        prefix = self._name(f"{conversation}/")
        while found := self._call("list_objects_v2", Prefix=prefix).get("Contents"):
            for each in found:
                self._call("delete_object", Key=each["Key"])

    def _name(self, key: str) -> str:
        return f"{self._prefix}/{key}" if self._prefix else key

    def _call(self, what: str, **given: Any) -> Any:
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            return getattr(self._client(), what)(Bucket=self._bucket, **given)
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") in _GONE and what == "get_object":
                raise NotFound("This file is no longer there. Ask for it again.") from None
            raise FilesAway from error
        except BotoCoreError as error:
            raise FilesAway from error

    def _client(self) -> Any:
        if self._opened is None:
            import boto3  # only where files are kept so: it takes a while to load
            from botocore.config import Config

            self._opened = boto3.client(
                "s3",
                endpoint_url=self._endpoint or None,
                config=Config(
                    connect_timeout=5,
                    read_timeout=20,
                    retries={"max_attempts": 3},
                    s3={"addressing_style": "path" if self._endpoint else "auto"},
                ),
            )
        return self._opened


def _write_out(path: Path, data: bytes) -> None:
    place = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE)
    with os.fdopen(place, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Have the folder remember its new entry, too."""
    place = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(place)
    finally:
        os.close(place)
