"""The encoder that answers: ONNX where it can be had, sentence-transformers where not."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import Lock

import structlog

from core.errors import Unavailable
from knowledge_base.encoder import Encoder, Vectors
from knowledge_base.model import Model, find_model
from knowledge_base.onnx_encoder import OnnxEncoder
from knowledge_base.sentence_encoder import SentenceEncoder

log = structlog.get_logger(__name__)

HOME = Path(__file__).parents[1]
LONGEST_EXPORT = 600.0  # seconds; usually ten
_FORM = 1  # counted up when an exported file is to hold something else


class ServedEncoder:
    """Opens, and if need be first exports, the model at its first use.

    name: a model that is installed as a package, a folder, or a name sentence-transformers knows
    exports: the folder that keeps the exported files
    """

    def __init__(self, name: str, exports: Path) -> None:
        self._model, self._exports = find_model(name), exports
        self._encoder: Encoder | None = None
        self._opening = Lock()

    @property
    def identity(self) -> str:
        return self._model.identity

    def encode(self, texts: Sequence[str]) -> Vectors:
        with self._opening:
            if self._encoder is None:
                self._encoder = _open(self._model, exported_file(self._model, self._exports))
        return self._encoder.encode(texts)


def exported_file(model: Model, exports: Path) -> Path:
    """Return where a model's ONNX file is kept: another one for each version of the model."""
    version = sha256(f"{_FORM} {model.identity}".encode()).hexdigest()[:16]
    return exports / f"{re.sub(r'[^A-Za-z0-9.-]+', '_', model.name)[-60:]}-{version}.onnx"


def _open(model: Model, file: Path) -> Encoder:
    try:
        if not file.exists():
            _export(model, file)
        return OnnxEncoder(file, model.identity)
    except Unavailable as error:
        with suppress(OSError):
            file.unlink()  # what can't be loaded is exported again at the next start
        log.warning("encoder_without_onnx", encoder=model.name, problem=error.message)
        return SentenceEncoder(model)


def _export(model: Model, file: Path) -> None:
    log.info("encoder_exporting", encoder=model.name, file=str(file))
    source = str(model.folder or model.name)
    command = [sys.executable, "-m", "knowledge_base.onnx_export", source, str(file.absolute())]
    try:
        done = subprocess.run(  # noqa: S603
            command, cwd=HOME, capture_output=True, text=True, timeout=LONGEST_EXPORT, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(f"The export to ONNX did not run ({error}).") from error
    if done.returncode != 0 or not file.exists():
        lines = done.stderr.strip().splitlines() or [f"it ended with {done.returncode}"]
        raise Unavailable(f"The export to ONNX failed: {lines[-1]}")
