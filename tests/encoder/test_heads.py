from dataclasses import replace

import numpy as np
import pytest

from coopdata.encoder.heads import (
    DISTANCES,
    INSTRUMENTS,
    ROLES,
    STATUSES,
    TAGS,
    Linking,
    Page,
    Question,
    answer,
    distances,
    link,
)
from coopdata.encoder.layers import LONGEST, STEPS, Layers, gelu, softmax, steps_between
from coopdata.encoder.model import Encoder, load_encoder, packed, unpacked, write_weights
from coopdata.extract.record import Instrument, Status

WIDTH, HIDDEN = 4, 3
BESIDE = 3 * WIDTH + DISTANCES
SHAPES = {
    "party": (HIDDEN, BESIDE),
    "party_out": (2, 2 * HIDDEN + 3),
    "role": (HIDDEN, BESIDE),
    "role_out": (len(ROLES), 2 * HIDDEN + len(ROLES) + 1),
    "place": (HIDDEN, BESIDE),
    "place_out": (1, 2 * HIDDEN + 2),
    "date": (HIDDEN, BESIDE),
    "date_out": (1, 2 * HIDDEN + 2),
    "link": (HIDDEN, BESIDE),
    "link_out": (1, 2 * HIDDEN + 2),
    "standing": (HIDDEN, 2 * WIDTH),
    "standing_out": (2, HIDDEN + 1),
    "status": (HIDDEN, 2 * WIDTH),
    "status_out": (len(STATUSES), HIDDEN + len(STATUSES) + 1),
}
PAGE = Page(np.array([101, 7, 8, 9, 102]), *np.zeros((3, 5), np.int64), np.zeros((5, 2), np.int64))
NOBODY = {
    "parties": [], "people": [], "places": [], "dates": [],
    "likely": np.zeros((0, 2), np.float32), "roles": np.zeros((0, len(ROLES)), np.float32),
    "placed": np.zeros((0, 1), np.float32), "dated": np.zeros((0, 1), np.float32),
}  # fmt: skip


def weights(value=0.0):
    found = {f"{name}.weight": np.full(shape, value, np.float32) for name, shape in SHAPES.items()}
    return found | {f"{name}.bias": np.zeros(shape[0], np.float32) for name, shape in SHAPES.items()}


def question(**changed):
    values = {
        "anchor": [2],
        "verbs": [],
        "others": [4],
        "parties": [[[1], [3]], []],
        "people": [[[3]]],
        "places": [[[1]], [[3]]],
        "dates": [[[3]]],
        "likely": np.array([[1.5, 1], [-2, 0]], np.float32),
        "roles": np.log(np.array([[0.2, 0.7, 0.1]], np.float32)),
        "placed": np.array([[1], [0]], np.float32),
        "dated": np.array([[0.0]], np.float32),
        "standing": 0.4,
        "status": 0,
    }
    return Question(**{**values, **changed})


def test_an_encoder_that_says_nothing_leaves_everything_as_it_was():
    found = answer(weights(), np.ones((5, WIDTH), np.float32), question())

    assert found.parties.tolist() == [1.5, -2]
    assert found.partners.tolist() == [0.5, 0.5]
    assert found.roles == pytest.approx(np.array([[0.2, 0.7, 0.1]]), abs=1e-6)
    assert found.places == pytest.approx([1 / 3, 1 / 3]), "two cities and none, all alike"
    assert found.dates == pytest.approx([0.5])
    assert (found.standing, found.right) == pytest.approx((0.4, 0.4))
    assert found.statuses == pytest.approx(np.full(len(STATUSES), 1 / len(STATUSES)))


def test_who_is_named_on_the_page_is_moved_otherwise_than_who_is_not():
    found = answer(weights(0.1), np.ones((5, WIDTH), np.float32), question(likely=np.zeros((2, 2), np.float32)))

    assert found.parties[0] != found.parties[1]


def test_a_draft_without_anybody_beside_it_is_answered():
    found = answer(weights(), np.ones((5, WIDTH), np.float32), question(**NOBODY))

    assert [len(each) for each in (found.parties, found.roles, found.places, found.dates)] == [0, 0, 0, 0]


def test_a_draft_is_marked_by_its_name_and_its_verbs_and_needs_the_pieces_of_all_who_are_asked_about():
    asked = question(verbs=[1, 2])

    assert asked.marked(5).tolist() == [0, 2, 1, 0, 0]
    assert asked.rows == [1, 2, 3]


def test_distances_count_from_the_nearest_piece_that_names_a_draft():
    found = np.expm1(distances(6, [1, 4], [5]) * 6)

    behind, before, others = found.round().astype(int).T.tolist()
    assert (behind, before) == ([500, 0, 1, 2, 0, 1], [1, 0, 2, 1, 0, 500])
    assert others == [5, 4, 3, 2, 1, 0]


def test_near_pieces_are_told_apart_one_by_one_and_far_ones_together():
    steps = steps_between(300)

    assert len({*steps[0, :9].tolist(), *steps[:9, 0].tolist()}) == 17
    assert steps[0, 128] == steps[0, 299] != steps[128, 0]
    assert steps.max() < STEPS


def test_a_mention_is_linked_as_before_by_an_encoder_that_says_nothing():
    linking = Linking([2], [], [[[1]], [[4], [3]], []], np.log(np.array([[2], [1], [1]], np.float32)))

    assert link(weights(), np.ones((5, WIDTH), np.float32), linking) == pytest.approx([2 / 5, 1 / 5, 1 / 5])


def test_statuses_and_instruments_are_those_of_the_code_lists():
    assert tuple(status.value for status in Status) == STATUSES
    assert tuple(instrument.value for instrument in Instrument) == INSTRUMENTS


def test_more_pieces_than_can_be_read_together_are_refused():
    many = np.zeros(LONGEST + 1, np.int64)

    with pytest.raises(ValueError, match="513 pieces are too many"):
        Layers({}).below(many, [many] * 3)


def test_stored_weights_differ_from_the_fitted_ones_by_less_than_a_step():
    matrix = np.linspace(-1, 1, 20_000, dtype=np.float32).reshape(100, 200)

    found = unpacked(packed({"large": matrix, "small": matrix[0]}))

    assert np.abs(found["large"] - matrix).max() <= 0.5 / 127 + 1e-6
    assert (found["small"] == matrix[0]).all()


def test_weights_are_read_from_the_folder_they_were_written_to(tmp_path):
    (tmp_path / "layer-9.npz").write_bytes(b"of an encoder with more layers")
    some = {"words.weight": np.ones((200, 100), np.float32), "layers.0.mixed.bias": np.arange(3.0), **weights(0.5)}

    write_weights(tmp_path, some)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["heads.npz", "layer-0.npz", "words.npz"]
    found = Encoder.load(tmp_path)._weights
    assert found["layers.0.mixed.bias"].tolist() == [0, 1, 2]
    assert (found["party.weight"] == 0.5).all()


def asked(page):
    return load_encoder().answer(load_encoder().read(page), question())


def test_the_kind_of_an_agreement_is_read_off_the_pieces_that_tell_of_it():
    read = load_encoder().read(PAGE)

    kinds = load_encoder().kinds(read, [2])
    assert len(kinds) == len(INSTRUMENTS)
    assert kinds.sum() == pytest.approx(1)
    assert kinds.tolist() != load_encoder().kinds(read, [3]).tolist()


def test_every_piece_has_a_tag():
    tags = load_encoder().tags(load_encoder().read(PAGE))

    assert tags.shape == (len(PAGE.ids), len(TAGS))
    assert tags.sum(axis=1) == pytest.approx(1)


def test_the_encoder_that_ships_answers_alike_at_every_call():
    first, again = (asked(PAGE) for _ in range(2))

    assert isinstance(load_encoder(), Encoder)
    assert first.parties.tolist() == again.parties.tolist()
    assert first.roles.sum() == pytest.approx(1)
    assert first.statuses.sum() == pytest.approx(1)


def test_every_piece_sees_those_around_it_and_its_marks():
    plain = asked(PAGE)
    marked = asked(replace(PAGE, sorts=np.array([0, 1, 0, 3, 0])))

    assert plain.parties.tolist() != marked.parties.tolist()


def test_the_page_is_read_anew_with_each_draft_in_mind():
    read = load_encoder().read(PAGE)

    first, other = (load_encoder().answer(read, question(anchor=[row], others=[])) for row in (2, 4))

    assert first.parties.tolist() != other.parties.tolist()
    assert not read.asked(question())[[0, 4]].any(), "nothing is asked about these pieces"


def test_only_the_vectors_that_an_answer_needs_are_worked_out():
    read = load_encoder().read(PAGE)
    every = read._layers.above(read._below, question().marked(5))

    assert read.asked(question())[[1, 2, 3]] == pytest.approx(every[[1, 2, 3]], abs=1e-4)


def test_softmax_and_gelu_are_the_usual_ones():
    assert softmax(np.log(np.array([1, 3], np.float32))) == pytest.approx([0.25, 0.75])
    assert gelu(np.array([-1000, -10, 0, 1, 10], np.float32)) == pytest.approx([0, 0, 0, 0.8412, 10], abs=1e-4)
