"""Which tellings are one agreement, what its parties are called, and how agreements are linked."""

from collections.abc import Sequence
from typing import Any

import pytest

from coopdata.documents.model import Document
from coopdata.extract.record import Record
from coopdata.resolve import Resolved, resolve
from tests.factories import Text
from tests.resolve.test_resolve import problems_of

Parties = Sequence[tuple[str, str | None]]
STATES: Parties = (("Laos", "LA"), ("Viet Nam", "VN"))
MINISTRIES: Parties = (("Ministry of Health", "LA"), ("Ministry of Silk", "VN"))
BOARDS: Parties = (("Acme Board", "LA"), ("Beta Board", "KR"))


def told(
    number: int,
    parties: Parties,
    signed: str | None,
    *,
    topics: Sequence[str] = (),
    signers: Sequence[str] = (),
    published: str | None = "2020-01-15",
    amount: float | None = None,
    **more: Any,
) -> tuple[Document, Record]:
    """A document that tells one memorandum of these parties."""
    named = [name for name, _ in parties]
    words = [*named, *topics, *signers, f"{amount:.0f} euros" if amount else ""]
    text = Text(f"{number}. A memorandum: " + ", ".join(words), published)
    record = text.record(
        agreements=(
            text.agreement(
                "memorandum",
                *[text.party(name, country) for name, country in parties],
                signed=signed,
                topics=tuple(text.topic(topic) for topic in topics),
                signatories=tuple(text.signatory(name) for name in signers),
                amounts=(text.amount(f"{amount:.0f} euros", amount, "EUR"),) if amount else (),
                **more,
            ),
        ),
        organizations=tuple(
            text.organization(name, country, kind="ministry") for name, country in parties if name.startswith("Minis")
        ),
        people=tuple(text.person(name, "LA") for name in signers),
    )
    return text.document, record


def resolved(*pairs: tuple[Document, Record]) -> Resolved:
    return resolve([document for document, _ in pairs], [record for _, record in pairs])


def count(*pairs: tuple[Document, Record]) -> int:
    return len(resolved(*pairs).agreements)


def test_a_year_and_a_month_hold_the_only_day_that_is_told() -> None:
    assert count(*(told(n, BOARDS, day) for n, day in enumerate(["2019", "2019-09", "2019-09-05"]))) == 1


def test_days_beside_each_other_are_one_only_where_something_more_speaks_for_it() -> None:
    one, other = "2019-09-05", "2019-09-06"

    assert count(told(1, BOARDS, one), told(2, BOARDS, other)) == 2
    assert count(told(1, BOARDS, one, topics=["silk"]), told(2, BOARDS, other, topics=["silk"])) == 1
    assert count(told(1, BOARDS, one, signers=["Ana Soto"]), told(2, BOARDS, other, signers=["Ana Soto"])) == 1


def test_states_stand_for_their_ministries_and_the_party_is_the_ministry() -> None:
    pairs = [told(1, STATES, "2019-09-05"), told(2, MINISTRIES, "2019-09-05")]

    result = resolved(*pairs)

    (agreement,) = result.agreements
    kinds = {row.organization_id: row.kind for row in result.organizations}
    assert [kinds[row.organization_id] for row in result.agreement_parties] == ["ministry", "ministry"]
    assert agreement.documents == 2
    assert problems_of(result, [document for document, _ in pairs]) == []


def test_states_are_not_taken_for_the_ministries_of_one_of_two_agreements_of_a_day() -> None:
    others: Parties = (("Ministry of Ports", "LA"), ("Ministry of Rail", "VN"))
    day = "2019-09-05"

    assert count(told(1, MINISTRIES, day), told(2, others, day), told(3, STATES, day)) == 3
    assert (
        count(
            told(1, MINISTRIES, day, topics=["health"]),
            told(2, others, day, topics=["ports"]),
            told(3, STATES, day, topics=["ports"]),
        )
        == 2
    )


def test_a_state_stands_for_a_company_only_where_something_more_speaks_for_it() -> None:
    companies: Parties = (("Hydro Company", "LA"), ("Grid Company", "VN"))
    day = "2019-09-05"

    assert count(told(1, companies, day), told(2, STATES, day)) == 2
    assert count(told(1, companies, day, amount=80), told(2, STATES, day, amount=80)) == 1


def test_a_party_under_another_of_its_names_is_known_by_who_signed_and_is_one_party() -> None:
    renamed: Parties = (("Acme Board", "LA"), ("Seoul Works", "KR"))
    one = told(1, BOARDS, "2019-09-05", signers=["Ana Soto"])
    other = told(2, renamed, "2019-09-05", signers=["Ana Soto"])

    result = resolved(one, other)

    assert count(one, told(2, renamed, "2019-09-05")) == 2
    assert [row.name for row in result.agreement_parties] == ["Acme Board", "Beta Board"]
    assert problems_of(result, [one[0], other[0]]) == []
    (proposal,) = result.issues
    assert (str(proposal.code), proposal.table) == ("merge_proposed", "organizations")


def test_two_companies_in_one_place_of_an_agreement_are_one_and_two_ministries_only_if_akin() -> None:
    def bodies(kind: str, *names: str) -> int:
        pairs = []
        for number, name in enumerate(names):
            text = Text(f"{number}. A memorandum: Acme Board, {name}, rice husks")
            parties = (text.party("Acme Board", "LA"), text.party(name, "KR"))
            topics = (text.topic("rice husks"),)
            agreement = text.agreement("memorandum", *parties, signed="2019-09-05", topics=topics)
            organization = text.organization(name, "KR", kind=kind)
            pairs.append((text.document, text.record(agreements=(agreement,), organizations=(organization,))))
        return len([row for row in resolved(*pairs).organizations if row.country == "KR"])

    assert bodies("company", "Hanbit Milling", "Seoul Works") == 1
    assert bodies("ministry", "Ministry of Finance", "Ministry of Grain") == 2
    assert bodies("ministry", "Ministry of Grain Wealth", "Ministry of Grain") == 1


def test_agreements_of_a_year_on_different_matters_stay_two() -> None:
    assert count(told(1, BOARDS, "2019", topics=["silk"]), told(2, BOARDS, "2019", topics=["ports"])) == 2
    assert count(told(1, BOARDS, "2019", topics=["silk"]), told(2, BOARDS, "2019", topics=["silk"])) == 1


def test_two_of_three_parties_are_enough_where_something_more_speaks_for_it() -> None:
    three: Parties = (*BOARDS, ("Gamma Board", "JP"))
    day = "2019-09-05"

    assert count(told(1, three, day), told(2, BOARDS, day)) == 2
    result = resolved(told(1, three, day, topics=["silk"]), told(2, BOARDS, day, topics=["silk"]))
    assert len(result.agreements) == 1
    assert len(result.agreement_parties) == 3


def test_what_was_planned_is_what_was_signed_within_the_year() -> None:
    plan = told(1, BOARDS, None, status="planned", published="2019-03-01")

    assert count(plan, told(2, BOARDS, "2019-09-05")) == 1
    assert count(plan, told(2, BOARDS, "2021-09-05")) == 2


def test_an_agreement_is_the_memorandum_of_the_day_but_a_loan_is_not() -> None:
    day = "2019-09-05"

    assert count(told(1, BOARDS, day), told(2, BOARDS, day, instrument="agreement")) == 1
    assert count(told(1, BOARDS, day), told(2, BOARDS, day, instrument="loan_agreement")) == 2


@pytest.mark.parametrize(("with_date", "agreements"), [(None, 1), ("2021-09-05", 1)])
def test_a_text_without_a_date_is_known_by_who_signed(with_date: str | None, agreements: int) -> None:
    one = told(1, BOARDS, "2019-09-05", signers=["Ana Soto"], topics=["silk"])
    other = told(2, BOARDS, None, signers=["Ana Soto"], topics=["silk"], published=with_date and "2019-09-20")

    assert count(one, other) == agreements


def test_a_party_without_a_country_is_the_one_of_the_same_agreement() -> None:
    unknown: Parties = (("Acme Board", None), ("Beta Board", "KR"))
    day = "2019-09-05"

    result = resolved(told(1, BOARDS, day, topics=["silk"]), told(2, unknown, day, topics=["silk"]))

    assert len(result.agreements) == 1
    assert sorted(row.country or "" for row in result.organizations) == ["KR", "LA"]


def test_what_a_party_publishes_itself_goes_before_what_others_say() -> None:
    other = told(1, BOARDS, "2019-09-05", place="Seoul", topics=["Seoul"], published="2019-09-05")
    document, record = told(2, BOARDS, "2019-09-05", place="Busan", topics=["Busan"], published="2019-09-08")
    own = type(document)(**{**vars(document), "sidecar": type(document.sidecar)(publisher="The Acme Board")})

    result = resolved(other, (own, record))

    assert [row.place for row in result.agreements] == ["Busan"]


def test_a_renewal_is_an_agreement_of_its_own_that_renews_the_latest_before() -> None:
    first, second = told(1, BOARDS, "2012-05"), told(2, BOARDS, "2015-06-01")
    renewal = told(3, BOARDS, "2019-09-05", status="renewed")

    result = resolved(first, second, renewal)

    signed = {row.agreement_id: row.signed for row in result.agreements}
    assert [(signed[row.agreement_id], signed[row.related_id], row.relation) for row in result.agreement_links] == [
        ("2019-09-05", "2015-06-01", "renews")
    ]
    assert problems_of(result, [document for document, _ in (first, second, renewal)]) == []


def test_a_plan_told_with_the_memorandum_before_it_implements_it() -> None:
    text = Text("A memorandum of 2018 and an action plan of Acme Board and Beta Board.")
    parties = [text.party(name, country) for name, country in BOARDS]
    agreements = (
        text.agreement("memorandum", *parties, signed="2018"),
        text.agreement("action plan", *parties, signed="2020-02-18", instrument="action_plan"),
    )

    result = resolved((text.document, text.record(agreements=agreements)))

    assert [row.relation for row in result.agreement_links] == ["implements"]
