"""Writing a sentence-transformers model as ONNX: a folder with the network and its weights.

python -m knowledge_base.encoding.onnx_export NAME FOLDER

Runs as a process of its own, so that who serves never loads torch.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnx
import torch
from tokenizers import Tokenizer

from core.errors import EffieError, Unavailable
from knowledge_base.encoding.model import Model, find_model
from knowledge_base.encoding.onnx_encoder import NETWORK, TOKENIZER, WEIGHTS, OnnxEncoder
from knowledge_base.encoding.onnx_int8 import to_int8
from knowledge_base.encoding.probes import ODD, OTHERS, USUAL
from knowledge_base.encoding.sentence_encoder import load_transformer

# Least cosine between the folder's vectors and sentence-transformers' own.
EXACT = 0.9999
CLOSE = 0.99
_OPSET = 17
_LARGE = 1024  # bytes; what is smaller stays in the network itself
_OUTPUT = "sentence_embedding"


def main() -> None:
    """Export the model that is named, or end with one line that says why not."""
    name, folder = sys.argv[1:]
    warnings.simplefilter("ignore")  # the exporter's doubts about the vectors: they are compared
    try:
        export(find_model(name), Path(folder))
    except EffieError as error:
        sys.exit(error.message)


def export(model: Model, folder: Path) -> None:
    """Write the folder, whole or not at all: in 8 bits if that gives nearly the same vectors.

    Raises Unavailable if even full precision would give other vectors.
    """
    transformer = load_transformer(model)
    with TemporaryDirectory(dir=_made(folder.parent), prefix="unfinished-") as unfinished:
        full, small = Path(unfinished, "full"), Path(unfinished, "small")
        network = _network(transformer, Path(unfinished, "exported.onnx"))
        _save(network, full)
        _compare(transformer, full, (*USUAL, *OTHERS, *ODD), EXACT)
        try:
            tokens = OnnxEncoder(full, "full").tokens
            _save(to_int8(network, [tokens(text) for text in USUAL]), small)
            _compare(transformer, small, (*USUAL, *OTHERS), CLOSE)
        except Exception as error:  # the quantiser raises what it likes
            print(f"Full precision is kept: {error}", file=sys.stderr)  # noqa: T201
            small = full
        try:
            small.rename(folder)
        except OSError:
            if not folder.exists():  # else another process was first
                raise


class _Pipeline(torch.nn.Module):
    """The whole way from tokens to unit vectors, with its inputs in a fixed order."""

    def __init__(self, transformer: Any, names: list[str]) -> None:
        super().__init__()
        self._transformer, self._names = transformer, names

    def forward(self, *tokens: torch.Tensor) -> torch.Tensor:
        features = dict(zip(self._names, tokens, strict=True))
        vectors: torch.Tensor = self._transformer(features)[_OUTPUT]
        return torch.nn.functional.normalize(vectors, dim=1)


def _network(transformer: Any, file: Path) -> Any:
    """Return the model as an ONNX graph that also holds the tokenizer."""
    tokens = transformer.tokenizer(["one text", "and a longer one"], padding=True)
    names = list(tokens)
    with torch.no_grad():
        torch.onnx.export(
            _Pipeline(transformer, names).eval(),
            tuple(torch.tensor(tokens[name]) for name in names),
            file,
            input_names=names,
            output_names=[_OUTPUT],
            dynamic_axes={name: {0: "texts", 1: "tokens"} for name in names}
            | {_OUTPUT: {0: "texts"}},
            opset_version=_OPSET,
            dynamo=False,  # the newer exporter needs onnxscript, and gives the same vectors
        )
    network = onnx.load_model(file)
    onnx.helper.set_model_props(network, {TOKENIZER: _tokenizer(transformer).to_str()})
    return network


def _save(network: Any, folder: Path) -> None:
    written = onnx.ModelProto()
    written.CopyFrom(network)  # onnx takes the weights out of what it writes
    onnx.save_model(
        written,
        _made(folder) / NETWORK,
        save_as_external_data=True,
        location=WEIGHTS,
        size_threshold=_LARGE,
    )


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _tokenizer(transformer: Any) -> Tokenizer:
    """Return the tokenizer with the limits that sentence-transformers would give it."""
    theirs = transformer.tokenizer
    ours = Tokenizer.from_str(theirs.backend_tokenizer.to_str())
    ours.enable_truncation(transformer.max_seq_length, direction=theirs.truncation_side)
    ours.enable_padding(
        direction=theirs.padding_side,
        pad_id=theirs.pad_token_id,
        pad_type_id=theirs.pad_token_type_id,
        pad_token=theirs.pad_token,
    )
    return ours


def _compare(transformer: Any, folder: Path, texts: Sequence[str], least: float) -> None:
    theirs = transformer.encode(
        list(texts), normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
    )
    ours = OnnxEncoder(folder, "compared").encode(texts)
    likeness = float(np.min(np.sum(theirs * ours, axis=1)))
    if not likeness >= least:
        raise Unavailable(f"The exported model gives other vectors (cosine {likeness:.4f}).")


if __name__ == "__main__":
    main()
