"""The operations that take the time of reading: products with matrices, and pieces that look at one another.

The two dearest are done by ONNX Runtime: products with the large matrices of layers, and looking.

Matrices are stored in eight bits a number (`model.packed`), and processors multiply whole numbers of eight bits several
times as fast as numbers of 32; sums of whole numbers are the same on every processor, too. The values are taken in two
parts of seven bits, a high and a low one, as steps of 1/8127 of the greatest value of their row: seven, not eight,
because processors without VNNI add two products in sixteen bits, where eight would overflow. One part of seven bits
would be half the work, and answers as good; but its steps are so wide that the last bit of an exponential, which
differs between processors, may decide on a step, and a release would not be the same wherever it is built.

All is done in one thread: who has more cores reads more texts at a time. Several threads would gain little here, and
wait for each other in a loop that keeps other processes from work.
"""

from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from coopdata import reference

Floats = NDArray[np.float32]

PRODUCT, LOOKING = "product.onnx", "looking.onnx"
"""The operations as ONNX Runtime takes them, written by `coopdata.training.encoder.operations`."""
ZERO = 64
"""What stands for nothing in a part, whose numbers go from 0 to 127."""
_BITS = 7
_FINEST = (ZERO - 1) * 2**_BITS + ZERO - 1
"""The greatest number of steps that two parts can tell."""
_NOTHING = np.float32(1e-30)


def multiplied(values: Floats, matrix: NDArray[np.int8], scale: Floats) -> Floats:
    """The values, one row each, times a matrix of whole numbers whose columns have scales: shape (rows, columns)."""
    parts, steps = _in_parts(values)
    (sums,) = _operation(PRODUCT).run(None, {"values": parts, "matrix": matrix})
    rows = len(values)
    found: Floats = np.multiply(sums[:rows], np.float32(2**_BITS), dtype=np.float32, casting="unsafe")
    found += sums[rows:]
    found *= steps
    found *= scale
    return found


def plainly_multiplied(values: Floats, matrix: Floats) -> Floats:
    """The values, a row each or only one, times a matrix in 32 bits."""
    with _libraries().limit(limits=1, user_api="blas"):
        product: Floats = values @ matrix
    return product


def looked(query: Floats, key: Floats, value: Floats, suits: Floats) -> Floats:
    """What pieces see: the values by how well each key answers a query, plus how readily a piece is looked at.

    Shapes: query (heads, rows, part), key (heads, part, pieces), value (heads, pieces, part), suits (heads, rows,
    pieces); given back (heads, rows, part).
    """
    (seen,) = _operation(LOOKING).run(None, {"query": query, "key": key, "value": value, "suits": suits})
    return np.asarray(seen, np.float32)


def _in_parts(values: Floats) -> tuple[NDArray[np.uint8], Floats]:
    """The high parts of all rows above the low ones, and the size of a step in each row."""
    steps = np.maximum(np.abs(values).max(axis=1, keepdims=True), _NOTHING) / np.float32(_FINEST)
    whole = np.rint(values / steps).astype(np.int16)
    whole += ZERO
    parts = np.empty((2 * len(values), values.shape[1]), np.uint8)
    np.add(whole >> _BITS, ZERO, out=parts[: len(values)], casting="unsafe")
    np.bitwise_and(whole, 2**_BITS - 1, out=parts[len(values) :], casting="unsafe")
    return parts, steps


@cache
def _libraries() -> ThreadpoolController:
    """The libraries of this process that work in threads."""
    return ThreadpoolController()


@cache
def _operation(name: str) -> Any:
    """One operation, ready to run; the same object at every call."""
    import onnxruntime  # noqa: PLC0415 - it takes a tenth of a second, which texts without a draft need not wait for

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    model = files(reference).joinpath("encoder", name).read_bytes()
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
