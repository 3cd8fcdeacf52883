"""Agreements as they come out of whole small texts."""

import pytest

from tests.extract.reading import record

PUBLISHED = "2021-05-04"  # a Tuesday


def only(text, published=PUBLISHED):
    (agreement,) = record(text, published).agreements
    return agreement


def parties(agreement):
    return sorted(party.name for party in agreement.parties)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A treaty on fisheries between Peru and Chile was signed.", ["Chile", "Peru"]),
        ("Peru signed a treaty on fisheries with Chile.", ["Chile", "Peru"]),
        ("A treaty on fisheries was signed by Peru and Chile.", ["Chile", "Peru"]),
        ("A treaty was signed by Peru with Chile.", ["Chile", "Peru"]),
        ("Peru and Chile signed a treaty on fisheries.", ["Chile", "Peru"]),
        ("Peru, Chile and Cuba signed a treaty.", ["Chile", "Cuba", "Peru"]),
        ("The Tacna Port Agency and Siemens signed a protocol.", ["Siemens", "Tacna Port Agency"]),
        ("Peru has entered into an agreement with Chile.", ["Chile", "Peru"]),
    ],
)
def test_who_enters_it(text, expected):
    assert parties(only(text)) == expected


def test_equally_named_ministries_are_told_apart_by_their_states():
    agreement = only("The Ministry of Health of Peru signed a protocol with the Ministry of Health of Chile.")
    assert [(party.name, party.country) for party in agreement.parties] == [
        ("Ministry of Health", "PE"),
        ("Ministry of Health", "CL"),
    ]


def test_the_two_ministries_are_those_named_before():
    agreement = only(
        "Lima saw guests on Monday. The Ministry of Fisheries of Peru received the Ministry of Ports of Chile at noon. "
        "Many came. A protocol signed by the two ministries is long."
    )
    assert parties(agreement) == ["Ministry of Fisheries", "Ministry of Ports"]


def test_told_three_times_it_is_one():
    agreement = only(
        "The Pisco University and the Arica University signed a memorandum of understanding (MoU) on 3 May 2021.\n\n"
        "The MoU between the Pisco University and the Arica University is about boats.\n\n"
        "The two universities signed the memorandum in Lima."
    )
    assert parties(agreement) == ["Arica University", "Pisco University"]
    assert (agreement.signed, agreement.place) == ("2021-05-03", "Lima")


@pytest.mark.parametrize(
    "text",
    [
        "Pisco University signed an MoU with Arica University. Pisco University signed an MoU with Sucre University.",
        "Peru and Chile signed a treaty on fish. They also signed a second treaty, on mining.",
        "Peru and Chile signed a treaty on water and a protocol on fish.",
        "Peru and Chile signed a treaty on 3 May 2021. Peru and Chile had signed a treaty on 5 June 2014.",
    ],
)
def test_two_are_two(text):
    assert len(record(text).agreements) == 2


@pytest.mark.parametrize(
    "text",
    [
        "No agreement was signed between Peru and Chile.",
        "Peru and Chile did not sign a treaty.",
        "Peru and Chile agreed to deepen their cooperation.",
        "A treaty is a good thing.",
        "Peru met Chile in Lima.",
    ],
)
def test_what_is_no_agreement(text):
    assert record(text).agreements == ()


def test_planned_and_signed():
    planned = only("Peru and Chile will sign a treaty in June 2021.")
    signed = only("Peru and Chile signed a treaty in March 2021.")
    assert (planned.status, planned.signed) == ("planned", "2021-06")
    assert (signed.status, signed.signed) == ("signed", "2021-03")


def test_one_mentioned_in_passing_counts():
    agreement = only("Peru and Chile build boats under a memorandum of understanding signed in 2015.")
    assert (agreement.instrument, agreement.signed) == ("memorandum_of_understanding", "2015")
    assert parties(agreement) == ["Chile", "Peru"]


@pytest.mark.parametrize(
    ("when", "published", "signed"),
    [
        ("on 11 June 2014", None, "2014-06-11"),
        ("in September 2019", None, "2019-09"),
        ("yesterday", "2021-05-04", "2021-05-03"),
        ("on Monday", "2021-05-04", "2021-05-03"),
        ("on April 30", "2021-05-04", "2021-04-30"),
        ("on December 30", "2021-01-04", "2020-12-30"),
        ("last month", "2021-05-04", "2021-04"),
        ("yesterday", None, None),
        ("on Monday", None, None),
        ("on June 3", None, None),
    ],
)
def test_when_it_was_signed_as_far_as_text_and_publication_tell(when, published, signed):
    assert only(f"Peru and Chile signed a treaty {when}.", published).signed == signed


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Peru and Chile signed a treaty in the Chilean capital, Santiago, on Monday.", "Santiago"),
        ("Peru and Chile signed a treaty in the city of Arica on Monday.", "Arica"),
        ("Peru and Chile signed a treaty at a meeting in Schaan, Liechtenstein, on Monday.", "Schaan"),
        ("Peru and Chile signed a treaty to fish more during a forum in Lima on Monday.", "Lima"),
        ("On Monday in Lima, Peru and Chile signed a treaty.", "Lima"),
        ("Peru and Chile signed a memorandum of understanding on fish in Lima on Monday.", "Lima"),
        ("Peru and Chile signed a treaty on Monday. The Fish Forum will be held in Lima.", None),
        ("Peru and Chile signed a treaty. The occasion was a meeting of both cabinets, in Lima.", "Lima"),
        ("LIMA, 3 May 2021 (Andina) - Peru and Chile today signed a treaty here.", "Lima"),
        ("Peru and Chile signed a treaty at Lima House on Monday.", None),
        pytest.param(
            "Peru and Chile signed a treaty concerning the upkeep of ships in Lima.",
            None,
            marks=pytest.mark.xfail(reason="the small language model takes it for the venue"),
        ),
        ("Peru and Chile signed a treaty to build a plant in Lima.", None),
        ("Peru and Chile signed a treaty with Andes Bank, which is based in Lima.", None),
    ],
)
def test_a_place_is_the_venue_and_not_where_something_else_is_or_is_to_be(text, place):
    assert only(text).place == place


def test_a_place_is_where_it_was_signed_and_a_dateline_is_none():
    assert only("Peru and Chile signed a treaty in Lima on Monday.").place == "Lima"
    assert only("LIMA, May 3 -- Peru and Chile signed a treaty.").place is None


@pytest.mark.xfail(reason="the only city is taken for the place of signing")
def test_a_place_where_somebody_went_before_is_none():
    assert only("Officials flew to Lima. Peru and Chile signed a treaty on Monday.").place is None


def test_who_signs_for_whom():
    agreement = only("Peru's Foreign Minister Rosa Flores and Chile's Foreign Minister Juan Soto signed a treaty.")
    assert [(person.name, person.party) for person in agreement.signatories] == [
        ("Rosa Flores", "Peru"),
        ("Juan Soto", "Chile"),
    ]
    assert parties(agreement) == ["Chile", "Peru"]
    assert agreement.witnesses == ()


def test_signatories_with_what_they_are_of_behind_their_names():
    agreement = only(
        "Rector Rosa Flores of the Pisco University and Rector Juan Soto of the Arica University signed a protocol."
    )
    assert parties(agreement) == ["Arica University", "Pisco University"]
    assert [person.name for person in agreement.signatories] == ["Rosa Flores", "Juan Soto"]


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile signed a treaty in the presence of President Ana Quispe.",
        "Peru and Chile signed a treaty. The signing was witnessed by President Ana Quispe.",
        "Peru and Chile signed a treaty while President Ana Quispe looked on.",
    ],
)
def test_witnesses_are_no_signatories(text):
    agreement = only(text)
    assert [person.name for person in agreement.witnesses] == ["Ana Quispe"]
    assert agreement.signatories == ()


def test_the_money_in_its_sentence_is_committed_under_it():
    (amount,) = only("Peru and Chile signed a loan agreement worth US$50 million.").amounts
    assert (amount.value, amount.currency, amount.role) == (5e7, "USD", "commitment")


def test_money_of_another_sentence_is_not():
    text = "Peru and Chile signed a treaty on fisheries. A new harbour in Lima will cost US$50 million."
    assert only(text).amounts == ()
    assert len(record(text).amounts) == 1


def test_the_currency_of_a_sum_without_one_is_traced_to_the_sum_that_names_it():
    text = "Peru lent Chile 7 billion euros, of which 950 million for roads."
    _, carried = record(text).amounts
    quoted = {one.field: text[slice(*one.span)] for one in carried.statements}
    assert quoted == {"value": "950 million", "currency": "7 billion euros"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hitachi and Hanoi Metro signed a memorandum of cooperation.", ["Hanoi Metro", "Hitachi"]),
        ("Peru and its neighbour Chile extended a 2015 agreement on power trading.", ["Chile", "Peru"]),
        (
            "A paper that binds Peru's Ministry of Health to UNESCO was signed on Monday.",
            ["Ministry of Health", "UNESCO"],
        ),
        ("Thai Minister of Trade Anan Suk and Lao Minister of Trade Kham Vong signed a treaty.", ["Laos", "Thailand"]),
        ("ICEX of Spain and JETRO of Japan signed a memorandum.", ["ICEX", "JETRO"]),
    ],
)
def test_parties_that_are_easily_misread(text: str, expected: list[str]):
    assert parties(only(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The striker signed a contract. The club and its coach were glad: Peru and Chile had a season in the league.",
        "Arsenal signed the defender from Bologna on a long contract. The deal strengthens the squad.",
        "The judge approved the deal between Peru Bank and Chile Power. The court had called the settlement a penalty.",
    ],
    ids=["sport", "clubs", "court"],
)
def test_a_transfer_or_a_settlement_is_no_agreement(text: str):
    assert record(text).agreements == ()


def test_those_who_sign_below_the_text_of_an_agreement_sign_for_whom_the_line_says():
    (agreement,) = record(
        "The Ministry of Fish of Peru and the Ministry of Ports of Chile have reached the following memorandum of "
        "understanding:\n\nArticle 1. They will promote trade.\n\nDone in Lima on 3 May 2021.\n\n"
        "For the Ministry of Fish: Ana Quispe\n\nFor the Ministry of Ports: Sone Vongdara\n",
    ).agreements
    assert [(one.name, one.party) for one in agreement.signatories] == [
        ("Ana Quispe", "Ministry of Fish"),
        ("Sone Vongdara", "Ministry of Ports"),
    ]


def test_a_second_one_that_the_text_does_not_name_again():
    agreements = record(
        "Two memorandums of understanding were signed by Peru and Chile on Monday. The first covers farming. "
        "The second concerns ports.",
    ).agreements
    assert [(one.instrument, one.status, parties(one)) for one in agreements] == [
        ("memorandum_of_understanding", "signed", ["Chile", "Peru"])
    ] * 2


def test_two_heads_of_state_who_witness_a_signing_are_witnesses() -> None:
    one = record(
        "President Ana Quispe of Peru and President Juan Soto of Chile met. The two heads of state witnessed the "
        "signing of a treaty by foreign ministers Rosa Vega and Hugo Paz."
    )
    (agreement,) = one.agreements

    assert [witness.name for witness in agreement.witnesses] == ["Ana Quispe", "Juan Soto"]
    assert [signatory.name for signatory in agreement.signatories] == ["Rosa Vega", "Hugo Paz"]


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("Peru, Japan Sign Memorandum of Cooperation", "Memorandum of Cooperation"),
        ("World Bank, Peru Sign $5 Million Loan", "Loan"),
    ],
)
def test_the_title_of_an_agreement_begins_behind_verbs_and_numbers(headline: str, title: str) -> None:
    assert only(f"{headline}\n\nGuests spoke of fish.").title == title


def test_of_two_bodies_that_agree_the_one_without_a_state_is_of_the_other_state() -> None:
    one = record("Peru and Cuba sign pact\n\nThe Department of Ports and the Cuban Ministry of Fish signed a protocol.")

    assert [(body.name, body.country) for body in one.organizations] == [
        ("Department of Ports", "PE"),
        ("Cuban Ministry of Fish", "CU"),
    ]
