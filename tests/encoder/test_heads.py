import numpy as np
import pytest

from coopdata.encoder.heads import ROLES, STATUSES, Question, answer
from coopdata.encoder.layers import LONGEST, Layers, gelu, softmax
from coopdata.encoder.model import Encoder, load_encoder, packed, unpacked
from coopdata.extract.record import Status

WIDTH, HIDDEN = 4, 3
SHAPES = {
    "party": (HIDDEN, 2 * WIDTH),
    "party_out": (1, 2 * HIDDEN + 3),
    "role": (HIDDEN, 2 * WIDTH),
    "role_out": (len(ROLES), 2 * HIDDEN + len(ROLES)),
    "standing": (HIDDEN, WIDTH),
    "standing_out": (2, HIDDEN + 1),
    "status": (HIDDEN, WIDTH),
    "status_out": (len(STATUSES), HIDDEN + len(STATUSES) + 1),
}


def weights(value=0.0):
    found = {f"{name}.weight": np.full(shape, value, np.float32) for name, shape in SHAPES.items()}
    return found | {f"{name}.bias": np.zeros(shape[0], np.float32) for name, shape in SHAPES.items()}


def question(**changed):
    ids = np.array([101, 7, 8, 9, 102])
    values = {
        "ids": ids,
        "sorts": np.zeros(5, np.int64),
        "foci": np.zeros(5, np.int64),
        "anchor": [2],
        "parties": [[[1], [3]], []],
        "people": [[[3]]],
        "likely": np.array([[1.5, 1], [-2, 0]], np.float32),
        "roles": np.log(np.array([[0.2, 0.7, 0.1]], np.float32)),
        "standing": 0.4,
        "status": 0,
    }
    return Question(**{**values, **changed})


def test_an_encoder_that_says_nothing_leaves_everything_as_it_was():
    found = answer(weights(), np.ones((5, WIDTH), np.float32), question())

    assert found.parties.tolist() == [1.5, -2]
    assert found.roles == pytest.approx(np.array([[0.2, 0.7, 0.1]]), abs=1e-6)
    assert (found.standing, found.right) == pytest.approx((0.4, 0.4))
    assert found.statuses == pytest.approx(np.full(len(STATUSES), 1 / len(STATUSES)))


def test_who_is_named_in_the_sentences_is_moved_otherwise_than_who_is_not():
    found = answer(weights(0.1), np.ones((5, WIDTH), np.float32), question(likely=np.zeros((2, 2), np.float32)))

    assert found.parties[0] != found.parties[1]


def test_a_draft_without_anybody_beside_it_is_answered():
    nobody = {"likely": np.zeros((0, 2), np.float32), "roles": np.zeros((0, len(ROLES)), np.float32)}

    found = answer(weights(), np.ones((5, WIDTH), np.float32), question(parties=[], people=[], **nobody))

    assert (len(found.parties), len(found.roles)) == (0, 0)


def test_the_statuses_are_those_of_the_code_list():
    assert tuple(status.value for status in Status) == STATUSES


def test_more_pieces_than_can_be_read_together_are_refused():
    many = np.zeros(LONGEST + 1, np.int64)

    with pytest.raises(ValueError, match="513 pieces are too many"):
        Layers({}).vectors(many, many, many, [0])


def test_stored_weights_differ_from_the_fitted_ones_by_less_than_a_step():
    matrix = np.linspace(-1, 1, 20_000, dtype=np.float32).reshape(100, 200)

    found = unpacked(packed({"large": matrix, "small": matrix[0]}))

    assert np.abs(found["large"] - matrix).max() <= 0.5 / 127 + 1e-6
    assert (found["small"] == matrix[0]).all()


def test_the_encoder_that_ships_answers_alike_at_every_call():
    first, again = (load_encoder().ask(question()) for _ in range(2))

    assert isinstance(load_encoder(), Encoder)
    assert first.parties.tolist() == again.parties.tolist()
    assert first.roles.sum() == pytest.approx(1)
    assert first.statuses.sum() == pytest.approx(1)


def test_every_piece_sees_those_around_it_and_its_marks():
    plain = load_encoder().ask(question())
    marked = load_encoder().ask(question(sorts=np.array([0, 1, 0, 3, 0])))

    assert plain.parties.tolist() != marked.parties.tolist()


def test_softmax_and_gelu_are_the_usual_ones():
    assert softmax(np.log(np.array([1, 3], np.float32))) == pytest.approx([0.25, 0.75])
    assert gelu(np.array([-1000, -10, 0, 1, 10], np.float32)) == pytest.approx([0, 0, 0, 0.8412, 10], abs=1e-4)
