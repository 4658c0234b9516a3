"""A model run by ONNX Runtime: the same vectors, in less time and memory and without torch."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from core.errors import Unavailable
from knowledge_base.encoder import LONGEST_TEXT, Vectors

TOKENIZER = "tokenizer"  # the file's metadata that holds the tokenizer, with its length limit
_BATCH = 8  # larger ones are no faster, and take more memory
_MOST_THREADS = 2  # measured, see decision 0004


class OnnxEncoder:
    """One file holds it all: tokenizer, network, pooling and normalisation."""

    def __init__(self, file: Path, identity: str) -> None:
        """Load the file; raises Unavailable if it is not one that `onnx_export` has written."""
        self.identity = identity
        try:
            self._session = onnxruntime.InferenceSession(
                str(file), _options(), providers=["CPUExecutionProvider"]
            )
            metadata = self._session.get_modelmeta().custom_metadata_map
            self._tokenizer: Tokenizer = Tokenizer.from_str(metadata[TOKENIZER])
        except Exception as error:  # ONNX Runtime and tokenizers raise what they like
            raise Unavailable(f"The ONNX file {file} can't be loaded ({error}).") from error
        self._inputs = [each.name for each in self._session.get_inputs()]
        self._dimensions = int(self._session.get_outputs()[0].shape[1])

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.empty((len(texts), self._dimensions), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))  # spares padding
        for start in range(0, len(order), _BATCH):
            places = order[start : start + _BATCH]
            vectors[places] = self._run([texts[place][:LONGEST_TEXT] for place in places])
        return vectors

    def _run(self, texts: list[str]) -> Vectors:
        tokens = self._tokenizer.encode_batch(texts)
        columns: dict[str, NDArray[np.int64]] = {
            "input_ids": np.array([each.ids for each in tokens], dtype=np.int64),
            "attention_mask": np.array([each.attention_mask for each in tokens], dtype=np.int64),
            "token_type_ids": np.array([each.type_ids for each in tokens], dtype=np.int64),
        }
        found: Vectors = self._session.run(None, {name: columns[name] for name in self._inputs})[0]
        return found


def _options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(_MOST_THREADS, os.cpu_count() or 1)
    options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors
    # A thread that spins while it waits takes the core from whoever else is at work.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options
