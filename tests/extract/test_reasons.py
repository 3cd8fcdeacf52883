"""Why something is an agreement, in words that a curator can read."""

import pytest

from coopdata.documents import read_text
from coopdata.extract import read
from coopdata.extract.reasons import in_words, why
from coopdata.extract.weights import BIAS
from coopdata.reference.files import read_rows

TEXT = (
    "Peru and Chile signed a treaty on fish in Lima on Monday. Cuba sent good wishes.\n\n"
    "Two agreements on ports may follow, said a minister."
)


def test_every_draft_is_told_with_its_characters_and_whether_it_was_taken():
    treaty = why(read_text(TEXT))[0]
    assert TEXT[slice(*treaty.span)] == treaty.wording == "treaty"
    assert treaty.stands
    assert treaty.probability > treaty.needed
    assert {party.name for party in treaty.parties if party.chosen} == {"Peru", "Chile"}
    likely = [party.probability for party in treaty.parties]
    assert likely == sorted(likely, reverse=True)


def test_reasons_come_with_weights_those_for_it_first():
    weights = [reason.weight for reason in why(read_text(TEXT))[0].parties[0].reasons]
    signs = [weight > 0 for weight in weights]
    assert signs == sorted(signs, reverse=True)
    assert all(weights)


def test_how_far_the_encoder_moved_a_party_is_among_the_reasons():
    words = [reason.words for reason in why(read_text(TEXT))[0].parties[0].reasons]
    assert words.count("a small language model that reads the sentences as a whole") == 1


def test_how_far_a_draft_was_moved_at_last_is_among_its_reasons():
    words = [reason.words for reason in why(read_text(TEXT))[0].reasons]
    assert words.count("a small language model that reads the sentences as a whole and how likely the parties are") == 1


def test_a_long_text_is_told_of_in_the_parts_in_which_it_is_read():
    text = f"Peru and Chile signed a treaty. {'The river rose again. ' * 700}A memorandum was signed on fish."
    document = read_text(text)
    assert sum(draft.stands for draft in why(document)) == len(read(document).agreements) == 1


@pytest.mark.parametrize(
    ("observation", "words"),
    [
        ("ct=2", "times the text names it: 2"),
        ("headline_only", "only the headline tells of it"),
        ("publisher", "it is who published the text"),
        ("u:n1=with", 'of the several told of together: before "with"'),
        ("no such observation", "no such observation"),
    ],
)
def test_observations_are_put_in_words(observation, words):
    assert in_words(observation) == words


@pytest.mark.parametrize("name", ["party_again", "standing"])
def test_all_that_the_models_tell_of_can_be_put_in_words(name):
    rows = read_rows(f"weights/{name}.csv")
    assert [row["feature"] for row in rows if in_words(row["feature"]) == row["feature"] != BIAS] == []
