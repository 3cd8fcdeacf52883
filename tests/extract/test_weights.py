import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdata.extract.weights import BIAS, Model, load_model
from coopdata.reference.files import read_rows

MODEL = Model({"party": {BIAS: -1.0, "near": 2.0, "far": -3.0}})


def test_a_probability_is_the_logistic_function_of_the_sum_of_weights():
    assert MODEL.probabilities({"near"})["party"] == pytest.approx(1 / (1 + math.exp(-1.0)))


def test_what_was_never_seen_in_training_weighs_nothing():
    assert MODEL.probabilities({"near", "unheard of"}) == MODEL.probabilities({"near"})


def test_reasons_are_the_features_with_weights_the_strongest_first():
    assert MODEL.reasons("party", {"far", "near", "unheard of"}) == [("near", 2.0), ("far", -3.0)]


@given(st.sets(st.sampled_from(["near", "far", "other"])))
def test_probabilities_lie_between_nothing_and_one(features):
    assert 0 < MODEL.probabilities(features)["party"] < 1


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("name", {"organization", "person"}),
        ("signed", {"signed"}),
        ("party", {"party"}),
        ("role", {"signatory", "witness"}),
        ("party_again", {"party"}),
        ("standing", {"agreement"}),
    ],
)
def test_the_models_of_the_reader_have_weights_for_their_labels_and_no_row_twice(name, labels):
    rows = read_rows(f"weights/{name}.csv")
    assert {row["label"] for row in rows} == labels
    assert len({(row["label"], row["feature"]) for row in rows}) == len(rows)
    assert all(math.isfinite(float(row["weight"])) for row in rows)
    assert set(load_model(name).probabilities(())) == labels
