import pytest

from coopdata.extract.context_names import by_context
from tests.extract.reading import passage


@pytest.mark.parametrize(
    ("sentence", "name", "rule"),
    [
        ("It was built by the airline Qosqo last year.", "Qosqo", "org.noun_before"),
        ("Qosqo, a drone maker, was there.", "Qosqo", "org.apposition"),
        ("The chairman of Qosqo spoke.", "Qosqo", "org.of_title"),
        ("Prices fell, Qosqo said in a statement.", "Qosqo", "org.speaks"),
    ],
)
def test_the_words_beside_a_name_show_it_to_be_a_body(sentence, name, rule):
    (mention,) = by_context(passage(sentence))
    assert (mention.name, mention.rule) == (name, rule)


@pytest.mark.parametrize(
    "sentence",
    [
        "It was built by Qosqo last year.",
        "The chairman of Peru spoke.",
        "Ana Qosqo said in a statement that prices fell.",
        "Lima, a port city, was there.",
        "The Qosqo-Arica Trade Agreement, a drone maker, was there.",
    ],
)
def test_without_such_words_it_is_none(sentence):
    assert list(by_context(passage(sentence))) == []
