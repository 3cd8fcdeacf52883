import pytest

from coopdata.extract.clauses import Chunk, Clause
from tests.extract.reading import clause, passage


@pytest.mark.parametrize(
    ("sentence", "line"),
    [
        ("On Monday, JETRO and the Government of Laos signed a protocol.", "on D0 , P1 and P2 V3 a I4"),
        ("A treaty between Peru and Chile was signed in Lima.", "a I0 between P1 and P2 was V3 in L4"),
        ("Peru's new treaty with Chile.", "P0 's new I1 with P2"),
        ("The two ministries signed a treaty worth US$5 million.", "G0 V1 a I2 worth M3"),
        ("It was signed before President Ana Quispe (left) and Mr Juan Soto.", "I0 was V1 before N2 ( left ) and N3"),
        ("The Andean Widget Bank (AWB) signed a protocol.", "P0 V2 a I3"),
        ("The boats in Chile sank.", "the boats in L0 sank"),
        ("KOTRA, the Korean developer, and JETRO signed a treaty.", "P0 and P1 V2 a I3"),
        ("KOTRA, a partner of UNICEF and the main developer, and JETRO signed a treaty.",
         "P0 , a partner of P1 and the main developer , and P2 V3 a I4"),
        ("KOTRA of Osaka and JETRO signed a treaty.", "P0 and P2 V3 a I4"),
        ("KOTRA and its Japanese counterpart, JETRO, signed a treaty.", "P0 and P2 , V3 a I4"),
        ("JETRO and Peru's Mwani signed a treaty.", "P0 and P2 V3 a I4"),
    ],
)  # fmt: skip
def test_a_sentence_as_a_line_of_symbols(sentence, line):
    assert clause(sentence).line.split() == line.split()


@pytest.mark.parametrize("wording", ["both countries", "Both countries", "the two ministries", "The two sides"])
def test_words_for_the_parties_together_are_one_symbol(wording):
    assert clause(f"{wording} signed a protocol.").line.split() == ["G0", "V1", "a", "I2"]


def test_of_overlapping_chunks_the_first_given_stands():
    sentence = passage("the fisheries minister of Peru")
    whole, inner = Chunk("N", 4, 30, "whole"), Chunk("P", 26, 30, "inner")
    assert Clause(sentence, [whole, inner], list).chunks == [whole]
    assert Clause(sentence, [inner, whole], list).chunks == [inner]


def test_chunks_that_may_wait_are_made_once_and_only_where_they_are_asked_for():
    sentence = passage("the fisheries minister of Peru met a delegation")
    minister, state, group = Chunk("N", 4, 22, "minister"), Chunk("P", 26, 30, "state"), Chunk("U", 0, 22, "group")
    made = []

    def more():
        made.append(1)
        return [group, state]

    one = Clause(sentence, [minister], more)
    assert (one.of("N"), one.of("V"), made) == ((minister,), (), [])
    assert one.of("P") == (state,)
    assert one.line == " N0 of P1 met a delegation "
    assert one.with_line(" N0 saw P1 ").named("P1") == [state]
    assert made == [1]


def test_what_may_wait_never_stands_where_a_chunk_does_that_may_not():
    sentence = passage("the fisheries minister of Peru")
    minister, wider = Chunk("N", 4, 22, "minister"), Chunk("U", 0, 30, "wider")
    assert Clause(sentence, [minister], lambda: [wider]).chunks == [minister]


def test_symbols_lead_back_to_the_words():
    one = clause("Peru and Chile signed a protocol.")
    peru, chile = one.named("P0 and P1")
    assert [one.passage.text[chunk.start : chunk.end] for chunk in (peru, chile)] == ["Peru", "Chile"]
    assert [chunk.symbol for chunk in one.of("I")] == ["I"]
    assert one.named("and then") == []


def test_a_line_has_a_blank_around_every_token():
    line = clause("Peru and Chile signed a protocol.").line
    assert line == " P0 and P1 V2 a I3 "


def test_a_sentence_without_end_is_read_so_far_only():
    assert len(clause("Peru signed " + "very " * 200 + "good protocols.").line.split()) == 150
