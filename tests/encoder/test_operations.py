import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from coopdata.encoder.layers import SCALE, WHOLE, linear, softmax
from coopdata.encoder.model import packed, unpacked
from coopdata.encoder.operations import looked, multiplied

ROWS, WIDTH, COLUMNS = 3, 40, 5
WHOLES = arrays(np.int8, (WIDTH, COLUMNS), elements=st.integers(-127, 127))
VALUES = arrays(np.float32, (ROWS, WIDTH), elements=st.floats(-1000, 1000, width=32))
ONES = np.ones(COLUMNS, np.float32)


@given(VALUES, WHOLES)
def test_a_product_is_right_to_a_step_of_8127_in_each_value(values, matrix):
    exact = values.astype(np.float64) @ matrix.astype(np.float64)
    half_a_step = np.abs(values).max(axis=1, keepdims=True) / 8127 / 2

    found = multiplied(values, matrix, ONES)

    most = half_a_step * np.abs(matrix.astype(np.int64)).sum(axis=0) + np.abs(exact) * 1e-5 + 1e-2
    assert (np.abs(found - exact) <= most).all()


def test_the_greatest_numbers_do_not_overflow():
    values = np.full((1, 3072), 8127, np.float32)
    matrix = np.full((3072, 2), 127, np.int8) * np.array([1, -1], np.int8)

    assert multiplied(values, matrix, ONES[:2])[0] == pytest.approx([3072 * 8127 * 127, -3072 * 8127 * 127], rel=1e-6)


@given(arrays(np.int16, (ROWS, WIDTH), elements=st.integers(-8127, 8127)), WHOLES)
def test_sums_of_whole_numbers_are_exact(values, matrix):
    values[:, 0] = 8127

    found = multiplied(values.astype(np.float32), matrix, ONES)

    assert found == pytest.approx(values.astype(np.int64) @ matrix.astype(np.int64), rel=1e-6, abs=8)


def test_columns_have_scales_and_a_row_of_nothing_stays_nothing():
    matrix = np.eye(2, dtype=np.int8)

    found = multiplied(np.array([[1, 2], [0, 0]], np.float32), matrix, np.array([1, 10], np.float32))

    assert found == pytest.approx(np.array([[1, 20], [0, 0]]), rel=1e-3)


@settings(max_examples=20)
@given(st.integers(1, 6), st.integers(1, 9), st.integers(0, 2**32 - 1))
def test_looking_is_the_softmax_of_the_scores_times_the_values(rows, pieces, seed):
    rng = np.random.default_rng(seed)
    shapes = (2, rows, 4), (2, 4, pieces), (2, pieces, 4), (2, rows, pieces)
    query, key, value, suits = (rng.normal(size=shape).astype(np.float32) for shape in shapes)

    assert looked(query, key, value, suits) == pytest.approx(softmax(query @ key + suits) @ value, abs=1e-5)


def test_a_layer_with_stored_weights_gives_what_one_with_fitted_weights_gives():
    rng = np.random.default_rng(1)
    fitted = {
        "layers.0.inner.weight": rng.normal(size=(200, 60)).astype(np.float32),
        "layers.0.inner.bias": rng.normal(size=200).astype(np.float32),
    }
    values = rng.normal(size=(7, 60)).astype(np.float32)
    stored = unpacked(packed(fitted))

    assert {f"layers.0.inner.weight{part}" for part in (WHOLE, SCALE)} < set(stored)
    assert linear(stored, "layers.0.inner", values) == pytest.approx(
        linear(fitted, "layers.0.inner", values), abs=0.4
    ), "eight bits a number are not all"
