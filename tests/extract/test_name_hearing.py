"""What the encoder takes names for, and what becomes of it."""

import numpy as np
import pytest

from coopdata.encoder.heads import TAGS
from coopdata.encoder.pieces import load_vocabulary
from coopdata.extract.name_hearing import Listened, found_names, kept, whole_names
from coopdata.extract.organization_details import OrganizationMention
from coopdata.extract.sheets import sheets_of
from tests.extract.reading import scene

TEXT = "Then Ferrexa hired Ana Soto in Lima."


def listened(**tagged):
    """The text as an encoder reads it that takes the words named for what is said, and all else for no names."""
    whole = scene(TEXT)
    sheets = sheets_of(load_vocabulary(), whole.clauses)
    tags = np.zeros((len(sheets[0].pieces) + 2, len(TAGS)), np.float32)
    tags[:, 0] = 1
    for word, tag in tagged.items():
        start = TEXT.index(word)
        for number, row in enumerate(sheets[0].rows(start, start + len(word))):
            tags[row] = 0
            tags[row, TAGS.index(tag) + bool(number and "begins" in tag)] = 1
    return Listened(sheets, [tags]), [clause.passage for clause in whole.clauses]


def test_names_that_only_the_encoder_found_are_taken_by_their_sort():
    heard, passages = listened(Ferrexa="body begins", Ana="person begins", Soto="person goes on")
    bodies, people = found_names(heard, passages, [])

    assert [one.name for one in bodies] == ["Ferrexa"]
    assert [one.name for one in people] == ["Ana Soto"]


@pytest.mark.parametrize("taken", [[(5, 12)], [(0, 8)], [(0, 36)]])
def test_what_is_taken_already_is_left(taken):
    heard, passages = listened(Ferrexa="body begins")

    assert found_names(heard, passages, taken) == ([], [])


def test_a_place_and_a_word_in_small_letters_are_no_names():
    heard, passages = listened(Lima="body begins", hired="body begins")

    assert found_names(heard, passages, []) == ([], [])


def test_a_name_that_the_encoder_takes_for_none_is_dropped_and_one_it_did_not_read_is_kept():
    heard, _ = listened(Ferrexa="body begins")
    known, wrong, unread = (
        OrganizationMention(start, start + 4, name, "other", "org.test")
        for name, start in (("Ferrexa", 5), ("Then", 0), ("Far", 900))
    )

    assert kept(heard, [known, wrong, unread]) == [known, unread]


def test_its_word_is_weighed_with_that_of_the_model_before():
    heard, _ = listened(Ferrexa="body begins")

    assert heard.weighed({"organization": 0.0, "person": 0.5}, [(5, 12)]) == pytest.approx(
        {"organization": 0.6, "person": 0.2}
    )
    assert heard.weighed({"organization": 0.3}, [(900, 904)]) == {"organization": 0.3}


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        (0, 4, "Then Ferrexa"),  # cut short behind
        (5, 12, "Then Ferrexa"),  # and before
        (5, 11, "Ferrex"),  # on both sides: that is another name
        (19, 22, "Ana"),
    ],
)
def test_a_name_that_was_cut_short_is_made_whole(start, end, name):
    heard, passages = listened(Then="body begins", Ferrexa="body goes on")
    cut = OrganizationMention(start, end, TEXT[start:end], "other", "org.test")

    assert [one.name for one in whole_names(heard, passages, [cut])] == [name]
