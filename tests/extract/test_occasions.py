from tests.extract.reading import record


def only(text, published="2021-05-10"):
    (agreement,) = record(text, published).agreements
    return agreement


def test_a_signing_takes_the_day_of_the_visit_beside_it():
    agreement = only("The president of Peru visited Arica on 3 May 2021. Peru and Chile signed a treaty on fish.")
    assert agreement.signed == "2021-05-03"


def test_the_sentence_that_says_when_the_signing_took_place_counts_from_afar():
    agreement = only(
        "Peru and Chile signed a treaty on fish. It is long. It is good. Many came. "
        "The signing took place in Arica on 3 May 2021."
    )
    assert (agreement.signed, agreement.place) == ("2021-05-03", "Arica")


def test_a_dateline_is_no_day_of_signing():
    text = "Peru and Chile signed a treaty on fish. LIMA, 9 May 2021 – The president visited Arica."
    assert only(text).signed is None


def test_what_had_been_signed_before_takes_nothing_from_the_occasion():
    read = record(
        "The president of Peru visited Arica on 3 May 2021. Peru and Cuba had signed a treaty on fish earlier.",
        "2021-05-10",
    )
    assert [one.signed for one in read.agreements] == [None]


def test_the_day_of_an_end_is_no_day_of_signing():
    assert only("The treaty on fish between Peru and Chile, which they signed, lapsed on 3 May 2021.").signed is None
