"""For which party a signatory signs, by the words around the name."""

import pytest

from coopdata.documents.reader import read_text
from coopdata.extract import read

SIGNED = "JETRO and KOTRA signed a memorandum of understanding in Seoul on 3 March 2022."
TREATY = "Peru and Chile signed a treaty in Lima on 3 March 2022."


def sides(text):
    (agreement,) = read(read_text(text)).agreements
    return {one.name: one.party for one in agreement.signatories}


@pytest.mark.parametrize(
    "sentence",
    [
        "Hiroshi Tanaka signed for JETRO and Kim Min-soo for KOTRA.",
        "It was signed by Hiroshi Tanaka, vice president, on behalf of JETRO and by Kim Min-soo on behalf of KOTRA.",
        "For JETRO, Hiroshi Tanaka signed the document; for KOTRA, Kim Min-soo signed it.",
        "Hiroshi Tanaka of JETRO and Kim Min-soo of KOTRA signed the document.",
        "JETRO's President Hiroshi Tanaka and KOTRA President Kim Min-soo signed the document.",
        "Hiroshi Tanaka, who heads JETRO, and Kim Min-soo, who heads KOTRA, signed the document.",
    ],
)
def test_words_beside_a_name_say_whose_the_signature_is(sentence):
    assert sides(f"{SIGNED} {sentence}") == {"Hiroshi Tanaka": "JETRO", "Kim Min-soo": "KOTRA"}


def test_a_state_is_signed_for_as_well():
    assert sides(f"{TREATY} Ana Quispe signed for Peru and Juan Soto for Chile.") == {
        "Ana Quispe": "Peru",
        "Juan Soto": "Chile",
    }


def test_of_two_signatories_the_other_signs_for_the_other_party():
    assert sides(f"{SIGNED} Hiroshi Tanaka of JETRO and Kim Min-soo signed the document.") == {
        "Hiroshi Tanaka": "JETRO",
        "Kim Min-soo": "KOTRA",
    }


def test_where_nothing_tells_no_party_is_made_up():
    assert set(sides(f"{SIGNED} Hiroshi Tanaka and Kim Min-soo signed the document.").values()) == {None}


def test_nobody_is_of_a_party_to_which_they_only_went():
    told = sides(f"{TREATY} It was signed by Ana Quispe, who had travelled to Chile, and by Juan Soto of Chile.")
    assert told == {"Ana Quispe": "Peru", "Juan Soto": "Chile"}
