import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdata.documents.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Ting and Ms. Kamei met Dr. Nayef Falah M. Al-Hajraf.",
        "H.E. Li Keqiang and Prof. Muhammad Ali Pate signed.",
        "Gen. (Rtd.) James Kabarebe received them.",
        "It names one P.E. Aigbokan and John F. Kerry.",
        "The U.S. Department of Homeland Security moved on Jan. 31 and Sept. 18.",
        "International Container Terminal Services Inc. (ICTSI) and Yamaha Motor Co. Ltd. Japan agreed.",
        "The fee is 36.38 acre or US$8.7 billion under Art. No. 5 of the pact.",
        "They met at 8 a.m. Friday in St. Petersburg.",
        '"Can we?" asked nobody.',
        "From S. Korea to D.G Khan it was N.P. Saud who wrote to news@minanews.Net about it.",
        "Was it so? perhaps… or not",
        "News of 05. December came.",
    ],
)
def test_no_sentence_ends_at_a_period_that_ends_none(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("They signed.", "Laos followed."),
        ('We hope to solidify "cooperation."', "The talks went on."),
        ('Something he "does not understand".', "A new union is out."),
        ("The office opens in 2014.", '"We need to learn," he said.'),
        ("It is based in the U.S.", "The agency gave no date."),
        ("The buyer is Yamaha Motor Co.", "It paid at once."),
        ("Is it legal?", "Nobody knows."),
        ("The sum is 5 million.", "10 firms took part."),
        ("(They met.)", "Then they left."),
    ],
)
def test_a_sentence_ends_where_the_next_begins(first: str, second: str) -> None:
    assert sentences(f"{first} {second}") == [first, second]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("the Ministry of Communications.That they stand firm", 2),
        ("growth in trade.Last year they met", 2),
        ("by Israel and ECOWAS.It stresses both", 2),
        ("it rose in 2017.Nobody knew", 2),
        ("see www.Example and Dr.Smith or node.Js2", 1),
        ("the U.S.Army and St.Petersburg", 1),
    ],
)
def test_a_missing_space_is_seen_only_between_words(text: str, parts: int) -> None:
    assert len(sentences(text)) == parts


def test_the_number_of_an_item_stays_with_it() -> None:
    assert sentences("They agreed. 2. An accord on trade.") == ["They agreed.", "2. An accord on trade."]


@given(st.text(alphabet="aB. \"')!?…(Mr1"))
def test_sentences_lie_in_order_and_leave_out_only_spaces(text: str) -> None:
    spans = split_sentences(text)
    bounds = [bound for span in spans for bound in span]
    assert bounds == sorted(bounds)
    kept = "".join(text[start:end] for start, end in spans)
    assert kept.replace(" ", "") == text.replace(" ", "")
