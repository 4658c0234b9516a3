"""Making an exported model smaller and faster: weights as 8-bit integers, one scale per column.

What flows through the network is rounded too, with one scale per layer, and a few loud channels
would leave the others hardly any steps. So each channel is first divided by how loud it is, and
the weights that read it are multiplied by the same ("smoothing": the product stays the same).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

Tokens = Mapping[str, NDArray[np.int64]]

_SHARE = 0.8  # of the loudness that moves into the weights; measured, see decision 0005
_QUIETEST = 1e-5


def to_int8(graph: Any, samples: Sequence[Tokens]) -> Any:
    """Return the graph with its matrix products in 8 bits; `samples` are inputs as they come."""
    smooth(graph, samples)
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "smooth.onnx"), Path(folder, "int8.onnx")
        onnx.save_model(graph, source)
        quantize_dynamic(source, target, per_channel=True, weight_type=QuantType.QInt8)
        return onnx.load_model(_fused(target))


def smooth(graph: Any, samples: Sequence[Tokens]) -> None:
    """Even out the channels of what is multiplied with weights; the result stays the same."""
    weights = {each.name: each for each in graph.graph.initializer}
    readers: dict[str, list[Any]] = {}
    for node in graph.graph.node:
        if node.op_type == "MatMul" and node.input[1] in weights:
            readers.setdefault(node.input[0], []).append(node)
    if not readers:
        return
    loudest = _loudest(graph, list(readers), samples)
    for value, nodes in readers.items():
        matrices = {node.input[1]: numpy_helper.to_array(weights[node.input[1]]) for node in nodes}
        scale = _scale(loudest[value], list(matrices.values()))
        for name, matrix in matrices.items():
            weights[name].CopyFrom(numpy_helper.from_array(matrix * scale[:, None], name))
        _divide(graph, value, nodes, scale)


def _fused(file: Path) -> Path:
    """Have ONNX Runtime merge what it can on any processor, which takes half of each loading."""
    fused = file.with_name("fused.onnx")
    options = _quiet()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(fused)
    onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    return fused


def _quiet() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3  # errors
    return options


def _loudest(
    graph: Any, values: list[str], samples: Sequence[Tokens]
) -> dict[str, NDArray[np.float32]]:
    """Return the greatest amount in each channel of these values, over all samples."""
    traced = onnx.ModelProto()
    traced.CopyFrom(graph)
    for value in values:
        info = helper.make_tensor_value_info(value, onnx.TensorProto.FLOAT, None)
        traced.graph.output.append(info)
    session = onnxruntime.InferenceSession(
        traced.SerializeToString(), _quiet(), providers=["CPUExecutionProvider"]
    )
    found = [session.run(values, dict(sample)) for sample in samples]
    return {
        value: np.max([np.abs(run[place]).max(axis=(0, 1)) for run in found], axis=0)
        for place, value in enumerate(values)
    }


def _scale(
    loudest: NDArray[np.float32], matrices: Sequence[NDArray[np.float32]]
) -> NDArray[np.float32]:
    """Return by what each channel is divided; 1 in the geometric mean."""
    heaviest = np.max([np.abs(matrix).max(axis=1) for matrix in matrices], axis=0)
    scale = np.maximum(loudest, _QUIETEST) ** _SHARE
    scale = scale / np.maximum(heaviest, _QUIETEST) ** (1 - _SHARE)
    even: NDArray[np.float32] = (scale / np.exp(np.log(scale).mean())).astype(np.float32)
    return even


def _divide(graph: Any, value: str, nodes: list[Any], scale: NDArray[np.float32]) -> None:
    factor, divided = f"{value}_evening", f"{value}_even"
    graph.graph.initializer.append(numpy_helper.from_array(1 / scale, factor))
    node = helper.make_node("Mul", [value, factor], [divided], name=divided)
    graph.graph.node.insert(list(graph.graph.node).index(nodes[0]), node)
    for reader in nodes:
        reader.input[0] = divided
