"""What looks alike is proposed, with its evidence, and nothing else is."""

import pytest

from coopdata.problems import Code, Problem
from coopdata.resolve import resolve
from tests.factories import Text
from tests.resolve.test_agreements import BOARDS, resolved, told


def proposals(*bodies: tuple[str, str | None], kind: str = "ministry") -> list[Problem]:
    pairs = []
    for number, (name, country) in enumerate(bodies):
        text = Text(f"{number}. {name}")
        pairs.append((text.document, text.record(organizations=(text.organization(name, country, kind=kind),))))
    issues = resolve([document for document, _ in pairs], [record for _, record in pairs]).issues
    return [issue for issue in issues if issue.code == Code.MERGE_PROPOSED]


@pytest.mark.parametrize(
    ("one", "other", "evidence"),
    [
        (("Ministry of Commerce", "LA"), ("Ministry of Comerce", "LA"), "differ by a few letters"),
        (("Ministry of Health", "LA"), ("Ministry of Health", None), "no document tells the country"),
        (("Ministry of Silk", "KR"), ("Ministry of Silk and Ports", "KR"), "fields of one ministry"),
    ],
)
def test_likeness_is_proposed_with_what_speaks_for_it(
    one: tuple[str, str | None], other: tuple[str, str | None], evidence: str
) -> None:
    (problem,) = proposals(one, other)

    assert evidence in problem.message
    assert (problem.table, problem.documents) == ("organizations", 2)
    assert all(str(one) in problem.message for one in (problem.record_id, problem.related_id))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Ministry of Commerce", "LA"), ("Ministry of Comerce", "LB")),
        (("Ministry of Industry & Commerce, Laos", "LA"), ("Ministry of Industry, Lebanon", "LB")),
        (("Ministry of Education", "KH"), ("Ministry of Higher Education", "KH")),
        (("Trade Bank", "KH"), ("Farm Trade Bank", "KH")),
    ],
)
def test_bodies_of_two_countries_and_names_with_a_word_more_are_not_proposed(
    one: tuple[str, str | None], other: tuple[str, str | None]
) -> None:
    assert proposals(one, other, kind="bank" if "Bank" in one[0] else "ministry") == []


def test_agreements_that_may_be_one_are_proposed_and_those_of_other_days_are_not() -> None:
    def found(*dates: str | None) -> list[str]:
        pairs = [told(number, BOARDS, date) for number, date in enumerate(dates)]
        issues = [issue for issue in resolved(*pairs).issues if issue.code == Code.MERGE_PROPOSED]
        return [str(issue.table) for issue in issues]

    assert found("2019-09-05", None) == ["agreements"]
    assert found("2019-09-05", "2019-09-06") == ["agreements"]
    assert found("2019-09-05", "2021-09-05") == []


def test_two_bodies_are_proposed_once_however_much_speaks_for_them() -> None:
    banks = ("Bank of Commerce of Silk Road", "Bank of Comerce of Silk Road")
    pairs = [
        told(number, [(bank, "KH"), ("Yanmar", "JP")], "2019-09-05", topics=["looms"])
        for number, bank in enumerate(banks)
    ]
    issues = resolved(*pairs).issues

    assert [issue.table for issue in issues if issue.code == Code.MERGE_PROPOSED] == ["organizations"]
