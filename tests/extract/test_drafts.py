"""Which words are taken for a possible agreement, and which of them for the same one."""

import pytest

from coopdata.extract.agreements import drafts_of
from tests.extract.reading import scene


def drafts(text):
    return drafts_of(scene(text))[0]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("An agreement is in place for the port of Arica.", 1),  # whether it is one is weighed later
        ("Peru needs a loan.", 0),
        ("Peru has a loan of $5 million, which Chile signed for.", 1),
        ("Peru has a loan of $5 million.", 0),
    ],
)
def test_a_word_that_often_means_something_else_needs_more_beside_it(text, count):
    assert len(drafts(text)) == count


def test_people_named_in_a_row_of_parties_are_none_of_them():
    (draft,) = drafts("A treaty was signed by Peru, through Ana Soto; Chile, through Juan Paz; and Cuba.")
    assert [party.name for party in draft.parties.parties] == ["Peru", "Chile", "Cuba"]
