"""The encoder that answers: ONNX where it can be had, sentence-transformers where not."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from threading import Lock

import structlog

from core.errors import Unavailable
from knowledge_base.encoding.encoder import Encoder, Vectors
from knowledge_base.encoding.model import Model, find_model
from knowledge_base.encoding.onnx_encoder import OnnxEncoder
from knowledge_base.encoding.sentence_encoder import SentenceEncoder

log = structlog.get_logger(__name__)

HOME = Path(__file__).parents[2]
MAX_EXPORT = 600.0  # seconds; usually ten
_FORM = 2  # counted up when what is exported is to hold something else


class ServedEncoder:
    """Opens, and if need be first exports, the model at its first use.

    model: the model, or a name that `find_model` knows
    exports: the folder that keeps the exported models, a folder each
    """

    def __init__(self, model: Model | str, exports: Path) -> None:
        self._model = find_model(model) if isinstance(model, str) else model
        self._exports = exports
        self._identity = f"{self._model.identity} served {_FORM}"
        self._encoder: Encoder | None = None
        self._opening = Lock()

    @property
    def identity(self) -> str:
        return self._identity

    def encode(self, texts: Sequence[str]) -> Vectors:
        with self._opening:
            if self._encoder is None:
                self._encoder = _open(self._model, exported_folder(self._model, self._exports))
        return self._encoder.encode(texts)


def exported_folder(model: Model, exports: Path) -> Path:
    """Return where a model is kept as ONNX: another folder for each version of the model."""
    version = sha256(f"{_FORM} {model.identity}".encode()).hexdigest()[:16]
    return exports / f"{re.sub(r'[^A-Za-z0-9.-]+', '_', model.name)[-60:]}-{version}"


def _open(model: Model, folder: Path) -> Encoder:
    try:
        if not folder.exists():
            _export(model, folder)
        return OnnxEncoder(folder, model.identity)
    except Unavailable as error:
        # What can't be loaded is exported again at the next start.
        shutil.rmtree(folder, ignore_errors=True)
        log.warning("encoder_without_onnx", encoder=model.name, problem=error.message)
        return SentenceEncoder(model)


def _export(model: Model, folder: Path) -> None:
    log.info("encoder_exporting", encoder=model.name, folder=str(folder))
    source = str(model.folder or model.name)
    command = [
        sys.executable,
        "-m",
        "knowledge_base.encoding.onnx_export",
        source,
        str(folder.absolute()),
    ]
    try:
        done = subprocess.run(  # noqa: S603
            command, cwd=HOME, capture_output=True, text=True, timeout=MAX_EXPORT, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(f"The export to ONNX did not run ({error}).") from error
    if done.returncode != 0 or not folder.exists():
        lines = done.stderr.strip().splitlines() or [f"it ended with {done.returncode}"]
        raise Unavailable(f"The export to ONNX failed: {lines[-1]}")
