"""A model run by ONNX Runtime: the same vectors, in less time and memory and without torch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from core.errors import Unavailable
from knowledge_base.encoding.encoder import MAX_TEXT_LENGTH, Vectors

NETWORK, WEIGHTS = "network.onnx", "weights.bin"  # the files in the folder
TOKENIZER = "tokenizer"  # the network's metadata that holds the tokenizer, with its length limit


class OnnxEncoder:
    """The network holds it all: tokenizer, pooling and normalisation too.

    Its weights stand in a file of their own, which the system reads as far as they are used and
    shares between processes.
    """

    def __init__(self, folder: Path, identity: str) -> None:
        """Load the folder; raises Unavailable if it is not one that `onnx_export` has written."""
        self.identity = identity
        try:
            self._session = onnxruntime.InferenceSession(
                str(folder / NETWORK), _options(), providers=["CPUExecutionProvider"]
            )
            metadata = self._session.get_modelmeta().custom_metadata_map
            self._tokenizer: Tokenizer = Tokenizer.from_str(metadata[TOKENIZER])
        except Exception as error:  # ONNX Runtime and tokenizers raise what they like
            raise Unavailable(f"The ONNX model in {folder} can't be loaded ({error}).") from error
        self._inputs = [each.name for each in self._session.get_inputs()]
        self._dimensions = int(self._session.get_outputs()[0].shape[1])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Encode one text after the other: in 8 bits a vector would depend on its neighbours."""
        vectors = np.empty((len(texts), self._dimensions), dtype=np.float32)
        for place, text in enumerate(texts):
            vectors[place] = self._session.run(None, self.tokens(text))[0][0]
        return vectors

    def tokens(self, text: str) -> dict[str, NDArray[np.int64]]:
        """Return what the network is given for a text."""
        found = self._tokenizer.encode(text[:MAX_TEXT_LENGTH])
        columns = {
            "input_ids": found.ids,
            "attention_mask": found.attention_mask,
            "token_type_ids": found.type_ids,
        }
        return {name: np.array([columns[name]], dtype=np.int64) for name in self._inputs}


def _options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # measured: a question is too short to be shared out
    options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors
    options.enable_cpu_mem_arena = False  # an arena never gives back what a long text once took
    return options
