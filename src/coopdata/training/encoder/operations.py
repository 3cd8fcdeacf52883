"""The operations that reading leaves to ONNX Runtime, as models: ``python -m coopdata.training.encoder.operations``.

They are of some hundred bytes and hold no matrix: `coopdata.encoder.operations` gives them all they work on.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from coopdata import reference
from coopdata.encoder.operations import LOOKING, PRODUCT, ZERO

_OPERATIONS, _FORMAT = 17, 9
"""The versions of the operations and of the format (https://onnx.ai/onnx/repo-docs/Versioning.html): of 2022, so that
every ONNX Runtime of today reads them."""


def product() -> bytes:
    """The product of a matrix of numbers from 0 to 127, `ZERO` being nothing, with one of signed numbers."""
    given = [
        helper.make_tensor_value_info("values", TensorProto.UINT8, ["rows", "width"]),
        helper.make_tensor_value_info("matrix", TensorProto.INT8, ["width", "columns"]),
    ]
    sums = helper.make_tensor_value_info("sums", TensorProto.INT32, ["rows", "columns"])
    zero = numpy_helper.from_array(np.array(ZERO, np.uint8), "zero")
    return _model([helper.make_node("MatMulInteger", ["values", "matrix", "zero"], ["sums"])], given, sums, [zero])


def looking() -> bytes:
    """The values by the softmax of queries times keys, to which is added how readily each piece is looked at."""
    shapes = {
        "query": ["heads", "rows", "part"],
        "key": ["heads", "part", "pieces"],
        "value": ["heads", "pieces", "part"],
        "suits": ["heads", "rows", "pieces"],
    }
    given = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in shapes.items()]
    seen = helper.make_tensor_value_info("seen", TensorProto.FLOAT, ["heads", "rows", "part"])
    nodes = [
        helper.make_node("MatMul", ["query", "key"], ["answers"]),
        helper.make_node("Add", ["answers", "suits"], ["scores"]),
        helper.make_node("Softmax", ["scores"], ["shares"]),
        helper.make_node("MatMul", ["shares", "value"], ["seen"]),
    ]
    return _model(nodes, given, seen)


def _model(
    nodes: Sequence[onnx.NodeProto],
    given: Sequence[onnx.ValueInfoProto],
    found: onnx.ValueInfoProto,
    constants: Sequence[onnx.TensorProto] = (),
) -> bytes:
    graph = helper.make_graph(nodes, found.name, given, [found], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPERATIONS)], ir_version=_FORMAT)
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString(deterministic=True))


def write_operations(folder: Path) -> None:
    """Write the models into the folder of the encoder's weights."""
    for name, model in {PRODUCT: product(), LOOKING: looking()}.items():
        (folder / name).write_bytes(model)


if __name__ == "__main__":
    write_operations(Path(reference.__path__[0]) / "encoder")
