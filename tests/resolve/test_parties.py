"""Which agreements are one though texts name the parties otherwise, and what that tells of the parties."""

from typing import Any

import pytest

from coopdata.documents.model import Document
from coopdata.extract.record import Record
from tests.factories import Text
from tests.resolve.test_agreements import BOARDS, MINISTRIES, STATES, Parties, count, resolved, told

DAY, MONTH = "2019-09-05", "2019-09"
FARMERS: Parties = (("Acme Board", "LA"), ("Ministry of Farming and Forests", "VN"))
HOMELESS: Parties = (("Acme Board", "LA"), ("Ministry of Farming", None))


def places(*pairs: tuple[Document, Record]) -> list[str]:
    """The countries of the organizations, empty where none is told."""
    return sorted(row.country or "" for row in resolved(*pairs).organizations)


def test_a_ministry_without_country_is_the_party_of_more_fields_where_sum_or_subject_speaks_for_it() -> None:
    exact = told(1, FARMERS, DAY, topics=["silk", "rice"], amount=80)

    assert places(exact, told(2, HOMELESS, MONTH, amount=80)) == ["LA", "VN"]
    assert places(exact, told(2, HOMELESS, DAY, topics=["silk", "ports"])) == ["LA", "VN"]
    assert places(exact, told(2, HOMELESS, MONTH, topics=["silk"])) == ["LA", "VN"]
    assert places(exact, told(2, HOMELESS, MONTH, topics=["silk", "ports"])) == ["", "LA", "VN"]
    assert places(exact, told(2, HOMELESS, DAY)) == ["", "LA", "VN"]


def test_initials_of_a_compound_name_stand_for_the_lender_where_the_sum_speaks_for_it() -> None:
    lender: Parties = (("Acme Board", "LA"), ("Inter-Lagoon Silk Fund", None))
    exact = told(1, lender, DAY, amount=80)

    assert count(exact, told(2, (BOARDS[0], ("ISF", None)), MONTH, amount=80)) == 1
    assert count(exact, told(2, (BOARDS[0], ("IRF", None)), MONTH, amount=80)) == 2


def test_a_state_stands_for_a_ministry_without_country_only_where_the_subject_speaks_for_it() -> None:
    state: Parties = (("Laos", "LA"), BOARDS[1])
    ministry: Parties = (("Ministry of Silk", None), BOARDS[1])

    assert count(told(1, state, DAY, topics=["silk"]), told(2, ministry, MONTH, topics=["silk"])) == 1
    assert count(told(1, state, DAY, topics=["silk"]), told(2, ministry, MONTH, topics=["ports"])) == 2


def test_a_sum_may_be_rounded_and_tells_the_agreement_of_a_text_without_any_date() -> None:
    exact = told(1, MINISTRIES, DAY, topics=["silk"], amount=36_920)

    assert count(exact, told(2, STATES, "2019-09-06", topics=["ports"], amount=37_000)) == 1
    assert count(exact, told(2, STATES, "2019-09-06", topics=["ports"], amount=38_000)) == 2
    assert count(exact, told(2, STATES, None, published=None, topics=["ports"], amount=36_920)) == 1


def test_who_signed_says_of_which_of_two_agreements_a_text_without_a_date_tells() -> None:
    signers = ["Ana Soto", "Bo Kim"]
    memorandum = told(1, (BOARDS[0], ("Beta Board Holding", "KR")), DAY, topics=["silk"], signers=signers)
    contract = told(2, BOARDS, "2020-01-14", topics=["silk"], instrument="contract")
    undated = told(3, BOARDS, None, topics=["silk"], signers=signers)

    clusters = resolved(memorandum, contract, undated)
    assert sorted(row.documents for row in clusters.agreements) == [1, 2]
    assert [row.signed for row in clusters.agreements if row.documents == 2] == [DAY]


def test_of_three_parties_one_may_be_named_with_fewer_of_its_fields() -> None:
    def three(ministry: str) -> Parties:
        return (*BOARDS, (ministry, "VN"))

    exact = told(1, three("Ministry of Farming and Forests"), DAY, topics=["silk"])

    assert count(exact, told(2, three("Ministry of Forests"), "2019", topics=["ports"])) == 1
    assert count(exact, told(2, three("Ministry of Ports"), "2019", topics=["ports"])) == 2


@pytest.mark.parametrize(("topic", "agreements"), [("a window for investors", 1), ("a window for fishers", 2)])
def test_words_of_one_family_tell_one_matter(topic: str, agreements: int) -> None:
    other = told(2, BOARDS, MONTH, topics=[topic], instrument="agreement")

    assert count(told(1, BOARDS, DAY, topics=["investment"]), other) == agreements


def test_a_unit_is_the_same_with_and_without_the_name_of_its_body() -> None:
    def signing(number: int, unit: str, partner: str, country: str | None) -> tuple[Document, Record]:
        text = Text(f"{number}. {unit} of Acme University and {partner} signed on silk.")
        sides = (text.party(unit, country), text.party(partner, "KR"))
        body = text.organization("Acme University", "LA")
        agreement = text.agreement("signed", *sides, signed=DAY, topics=(text.topic("silk"),))
        own = text.organization(unit, country, parent="Acme University")
        return text.document, text.record(agreements=(agreement,), organizations=(body, own))

    plain = signing(1, "School of Medicine", "Beta Board", "LA")
    assert count(plain, signing(2, "Acme University School of Medicine", "Beta Board", None)) == 1
    assert count(plain, signing(2, "Acme University School of Silk", "Beta Board", None)) == 2


def test_a_misspelt_party_is_that_of_the_same_agreement_and_a_word_that_is_another_is_no_slip() -> None:
    def bodies(one: str, other: str) -> int:
        parties: list[Parties] = [(("Acme Board", "LA"), (one, "UG")), (("Acme Board", "LA"), (other, None))]
        return len(places(*(told(n, own, "2019", topics=["silk"]) for n, own in enumerate(parties))))

    assert bodies("Makerere University", "Makarere University") == 2
    assert bodies("Northern Province Council", "Southern Province Council") == 3


def test_a_party_without_country_that_agreements_place_in_two_countries_stays_for_itself() -> None:
    text = Text("Acme Board and Beta Board signed with the Silk Museum.")
    home = text.party("Silk Museum", None)
    agreements = tuple(
        text.agreement("signed", text.party(name, country), home, signed=DAY, topics=(text.topic("Silk"),))
        for name, country in BOARDS
    )
    both = (text.document, text.record(agreements=agreements))
    one = told(1, (BOARDS[0], ("Silk Museum", "VN")), DAY, topics=["Silk"])
    other = told(2, (BOARDS[1], ("Silk Museum", "TH")), DAY, topics=["Silk"])

    assert places(both, one) == ["KR", "LA", "VN"]
    assert places(both, one, other) == ["", "KR", "LA", "TH", "VN"]


def test_two_parties_of_one_agreement_are_two_though_their_names_compare_as_one() -> None:
    twins: Parties = (("Ministry of Silk and Rice", None), ("Ministry of Rice and Silk", None))
    names: Parties = (("Ministry of Silk and Rice", "LA"), ("Ministry of Rice and Silk", "VN"))

    assert len(resolved(told(1, twins, DAY)).agreement_parties) == 2
    assert count(told(1, names, DAY), told(2, twins, DAY)) == 1
    assert len(resolved(told(1, (("Health Ministry", "LA"), ("Ministry of Health", "LA")), DAY)).organizations) == 1


@pytest.mark.parametrize(
    ("signed", "topics", "agreements"),
    [
        (MONTH, ["silk"], 1),
        ("2019", ["silk"], 1),
        ("2019", ["ports"], 2),
        (MONTH, ["silk", "ports"], 2),
        (MONTH, [], 2),
    ],
)
def test_a_text_that_names_one_party_tells_of_the_agreement_of_its_time_and_subject(
    signed: str, topics: list[str], agreements: int
) -> None:
    assert count(told(1, BOARDS, DAY, topics=["silk"]), told(2, BOARDS[:1], signed, topics=topics)) == agreements


def test_a_lone_party_without_country_is_known_only_by_who_signed_or_the_sum() -> None:
    exact = told(1, (("Harvest Board", "LA"), BOARDS[1]), DAY, topics=["silk"], amount=80)
    alone: Parties = (("Harvest Board", None),)

    assert count(exact, told(2, alone, DAY, topics=["silk"])) == 2
    assert count(exact, told(2, alone, DAY, amount=80)) == 1


def test_who_signed_for_a_party_tells_that_it_is_one_under_two_names() -> None:
    def signed(number: int, ministry: str, country: str | None, other: str) -> tuple[Document, Record]:
        text = Text(f"{number}. Ana Ruiz signed for {ministry} with {other}.")
        party = text.party(ministry, country)
        agreement = text.agreement(
            "signed",
            party,
            text.party(other, "KR"),
            signed=DAY,
            signatories=(text.signatory("Ana Ruiz", party=ministry),),
        )
        bodies = (text.organization(ministry, country, kind="ministry"), text.organization(other, "KR", kind="agency"))
        people = (text.person("Ana Ruiz", "LA", organization=ministry),)
        return text.document, text.record(agreements=(agreement,), organizations=bodies, people=people)

    before = signed(1, "Ministry of Farming and Food", "LA", "Seoul Customs")

    assert places(before, signed(2, "Ministry of Farming and Forests", None, "Seoul Customs")) == ["KR", "LA"]
    assert places(before, signed(2, "Ministry of Ports", None, "Seoul Customs")) == ["", "KR", "LA"]


def test_one_who_signs_for_a_party_with_two_companies_signs_two_agreements() -> None:
    def signed(number: int, company: str) -> tuple[Document, Record]:
        text = Text(f"{number}. Ana Ruiz signed for Acme Board with {company}.")
        agreement = text.agreement(
            "signed",
            text.party("Acme Board", "LA"),
            text.party(company, "KR"),
            signed=DAY,
            signatories=(text.signatory("Ana Ruiz", party="Acme Board"),),
        )
        bodies = (text.organization("Acme Board", "LA"), text.organization(company, "KR", kind="company"))
        return text.document, text.record(agreements=(agreement,), organizations=bodies)

    assert count(signed(1, "Hanbit Milling"), signed(2, "Seoul Works")) == 2
    assert count(signed(1, "Hanbit Milling"), signed(2, "Hanbit Mills Milling")) == 1


def test_a_name_of_a_signatory_may_be_shortened_or_sound_alike() -> None:
    renamed: Parties = (("Acme Board", "LA"), ("Seoul Works", "KR"))
    one = told(1, BOARDS, DAY, signers=["Khaled Haddad Musa"])

    assert count(one, told(2, renamed, DAY, signers=["K. Musa"])) == 1
    assert count(one, told(2, renamed, DAY, signers=["Khalid Haddad Moussa"])) == 1
    assert count(one, told(2, renamed, DAY, signers=["Karim Soto"])) == 2


def test_three_bodies_hardly_make_two_agreements_within_a_year() -> None:
    three: Parties = (*BOARDS, ("Gamma Board", "JP"))

    assert count(told(1, three, DAY, topics=["silk"]), told(2, three, "2019", topics=["ports"])) == 1
    assert count(told(1, BOARDS, DAY, topics=["silk"]), told(2, BOARDS, "2019", topics=["ports"])) == 2


@pytest.mark.parametrize(("instrument", "agreements"), [("memorandum_of_understanding", 1), ("loan_agreement", 2)])
def test_two_bodies_hardly_make_two_memoranda_within_a_month_but_two_loans(instrument: str, agreements: int) -> None:
    one = told(1, BOARDS, DAY, topics=["silk"], instrument=instrument)

    assert count(one, told(2, BOARDS, MONTH, topics=["ports"], instrument=instrument)) == agreements


@pytest.mark.parametrize(("instrument", "agreements"), [("protocol", 1), ("grant_agreement", 2)])
def test_a_paper_that_the_same_people_signed_may_be_called_by_two_names_but_not_a_grant(
    instrument: str, agreements: int
) -> None:
    signers = ["Ana Soto", "Bo Kim"]
    one = told(1, BOARDS, DAY, topics=["silk"], signers=signers)

    assert count(one, told(2, BOARDS, DAY, topics=["silk"], signers=signers, instrument=instrument)) == agreements
    assert count(one, told(2, BOARDS, DAY, topics=["rice"], signers=signers, instrument=instrument)) == 2


@pytest.mark.parametrize(
    ("more", "agreements"),
    [
        ({"instrument": "letter_of_intent"}, 1),
        ({"instrument": "protocol", "status": "planned", "signed": None}, 1),
        ({"instrument": "letter_of_intent", "topics": ["silk", "ports"]}, 2),
        ({"instrument": "letter_of_intent", "signed": "2019"}, 2),
        ({"instrument": "grant_agreement"}, 2),
    ],
)
def test_a_paper_of_one_month_and_all_of_one_subject_may_be_called_by_two_names(
    more: dict[str, Any], agreements: int
) -> None:
    exact = told(1, BOARDS, DAY, topics=["silk", "rice"], published="2019-09-06")
    other = {"signed": MONTH, "topics": ["silk"], "published": "2019-08-15"} | more

    assert count(exact, told(2, BOARDS, **other)) == agreements


@pytest.mark.parametrize(
    ("published", "topics", "agreements"),
    [("2019-10-01", [], 1), ("2020-06-01", ["silk"], 1), ("2020-06-01", [], 2), ("2021-06-01", ["silk"], 2)],
)
def test_a_text_without_a_date_tells_of_what_was_signed_lately_and_of_its_subject_for_longer(
    published: str, topics: list[str], agreements: int
) -> None:
    assert count(told(1, BOARDS, DAY, topics=["silk"]), told(2, BOARDS, None, topics=topics, published=published)) == (
        agreements
    )


def test_a_text_of_a_renewal_is_of_the_renewal_and_not_of_what_was_renewed() -> None:
    first = told(1, BOARDS, "2015-06-01", topics=["silk"])
    renewal = told(2, BOARDS, DAY, topics=["silk"], status="renewed")
    undated = told(3, BOARDS, None, topics=["silk"], status="renewed", published=None)

    (renewed,) = [row for row in resolved(first, renewal, undated).agreements if row.signed == DAY]
    assert renewed.documents == 2


def test_texts_that_each_leave_out_another_party_tell_of_one_agreement() -> None:
    three: Parties = (*BOARDS, ("Gamma Board", "JP"))
    texts = [told(n, own, DAY, topics=["silk"]) for n, own in enumerate((three, three[:2], three[1:]))]

    assert count(*texts) == 1
    assert count(*texts[1:]) == 2


def test_who_signed_is_not_enough_for_two_matters_of_a_year() -> None:
    def texts(signed: str) -> list[tuple[Document, Record]]:
        one = told(1, BOARDS, DAY, topics=["silk"], signers=["Ana Soto"])
        return [one, told(2, BOARDS, signed, topics=["ports"], signers=["Ana Soto"])]

    assert (count(*texts(MONTH)), count(*texts("2019"))) == (1, 2)


def test_a_subject_is_the_same_in_the_singular_and_in_another_spelling() -> None:
    assert count(told(1, BOARDS, "2019", topics=["health centres"]), told(2, BOARDS, "2019", topics=["center"])) == 1
