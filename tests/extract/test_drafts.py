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
        ("Peru has a loan of $5 million.", 1),
        ("The loan was of $5 million.", 0),
        ("The port lives on a partnership with Chile.", 1),
    ],
)
def test_a_word_that_often_means_something_else_needs_more_beside_it(text, count):
    assert len(drafts(text)) == count


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Peru has signed a treaty with Chile and another with Cuba.", ["treaty", "another"]),
        ("Peru and Chile signed a treaty. The one with Cuba was concluded in 2004.", ["treaty", "The one"]),
        ("Peru and Chile signed a protocol, which replaces that of 1998.", ["protocol", "that"]),
        ("Peru and Chile signed a protocol. No one with Cuba is planned.", ["protocol"]),
        ("Peru and Chile signed a treaty. It replaces an older one, which has expired.", ["treaty", "an older one"]),
        ("Peru and Chile signed a treaty. One that Peru has with Cuba lapses.", ["treaty", "One"]),
        ("Peru signed a treaty with Chile after its own and that with Togo, signed in May.", ["treaty", "that"]),
        ("Peru and Chile signed a treaty, the one that Lima had prepared.", ["treaty"]),
        ("Without the pact that Peru and Chile concluded in 1980, wards would stand empty.", ["pact"]),
        ("Peru and Chile have not yet signed the treaty.", ["treaty"]),
    ],
)
def test_an_agreement_left_unsaid_beside_another_is_one_of_its_own(text, words):
    found = [draft.lead.mention.chunk for draft in drafts(text)]
    assert [text[chunk.start : chunk.end] for chunk in found] == words


def test_people_named_in_a_row_of_parties_are_none_of_them():
    (draft,) = drafts("A treaty was signed by Peru, through Ana Soto; Chile, through Juan Paz; and Cuba.")
    assert [party.name for party in draft.parties.parties] == ["Peru", "Chile", "Cuba"]
