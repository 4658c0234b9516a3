"""Writing a sentence-transformers model as one ONNX file.

python -m knowledge_base.onnx_export NAME FILE

Runs as a process of its own, so that who serves never loads torch.
"""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from tokenizers import Tokenizer

from core.errors import EffieError, Unavailable
from knowledge_base.model import Model, find_model
from knowledge_base.onnx_encoder import TOKENIZER, OnnxEncoder
from knowledge_base.sentence_encoder import load_transformer

LEAST_LIKENESS = 0.9999  # cosine between the file's vectors and sentence-transformers' own
PROBES = ("", "my card is gone", "Où est ma carte? 😀", "天気はどうですか", "and then " * 400)
_OPSET = 17
_OUTPUT = "sentence_embedding"


def main() -> None:
    """Export the model that is named, or end with one line that says why not."""
    name, file = sys.argv[1:]
    warnings.simplefilter("ignore")  # the exporter's doubts about the vectors: they are compared
    try:
        export(find_model(name), Path(file))
    except EffieError as error:
        sys.exit(error.message)


def export(model: Model, file: Path) -> None:
    """Write the file, whole or not at all; raises Unavailable if it would give other vectors."""
    transformer = load_transformer(model)
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        _write(transformer, unfinished)
        _compare(transformer, OnnxEncoder(unfinished, model.identity))
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


class _Pipeline(torch.nn.Module):
    """The whole way from tokens to unit vectors, with its inputs in a fixed order."""

    def __init__(self, transformer: Any, names: list[str]) -> None:
        super().__init__()
        self._transformer, self._names = transformer, names

    def forward(self, *tokens: torch.Tensor) -> torch.Tensor:
        features = dict(zip(self._names, tokens, strict=True))
        vectors: torch.Tensor = self._transformer(features)[_OUTPUT]
        return torch.nn.functional.normalize(vectors, dim=1)


def _write(transformer: Any, file: Path) -> None:
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
    graph = onnx.load_model(file)
    onnx.helper.set_model_props(graph, {TOKENIZER: _tokenizer(transformer).to_str()})
    onnx.save_model(graph, file)


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


def _compare(transformer: Any, exported: OnnxEncoder) -> None:
    theirs = transformer.encode(
        list(PROBES), normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
    )
    likeness = float(np.min(np.sum(theirs * exported.encode(PROBES), axis=1)))
    if not likeness >= LEAST_LIKENESS:
        raise Unavailable(f"The exported file gives other vectors (cosine {likeness:.4f}).")


if __name__ == "__main__":
    main()
