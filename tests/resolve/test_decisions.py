"""What curators settle about identity holds in the next build and ever after."""

from dataclasses import replace
from pathlib import Path

from coopdata.documents.model import Document
from coopdata.extract.record import Record
from coopdata.resolve import Correction, Previous, Resolved, previous_of, read_corrections, resolve
from coopdata.resolve.decisions import KEEP_APART, MERGE
from tests.factories import Text

Pair = tuple[Document, Record]
MISSPELT = (("Silk Board of Laos", "LA"), ("Sillk Board of Laos", "LA"))


def named(number: int, name: str, country: str | None) -> Pair:
    text = Text(f"{number}. {name}")
    return text.document, text.record(organizations=(text.organization(name, country),))


def resolved(pairs: list[Pair], *lines: Correction, previous: Previous | None = None) -> Resolved:
    return resolve([document for document, _ in pairs], [record for _, record in pairs], lines, previous=previous)


def line(record: str, field: str, value: str, number: int = 2) -> Correction:
    return Correction(record, field, value, "", "", number)


def ids(result: Resolved) -> dict[str, str]:
    return {row.name: row.organization_id for row in result.organizations}


def test_two_records_are_made_one_for_good() -> None:
    pairs = [named(number, *body) for number, body in enumerate(MISSPELT)]
    before = resolved(pairs)
    right, wrong = ids(before).values()
    merge = line(right, MERGE, wrong)

    after = resolved(pairs, merge, previous=previous_of("one", before))
    later = resolved([*pairs, named(3, *MISSPELT[1])], merge, previous=previous_of("two", after))
    from_nothing = resolved(pairs, merge)

    assert [(row.name, row.documents) for row in after.organizations] == [("Sillk Board of Laos", 2)]
    assert [(row.reason, row.new_id) for row in after.id_history] == [
        ("merged", after.organizations[0].organization_id)
    ]
    assert [row.documents for row in later.organizations] == [3]
    assert ids(later) == ids(after) == ids(from_nothing)
    assert {str(issue.code) for issue in (*after.issues, *later.issues, *from_nothing.issues)} == set()


def test_two_records_are_kept_apart_though_the_rules_would_join_them() -> None:
    far = (named(3, "Silk Union", "LA"), named(4, "Silk Association Ltd", "LA"))
    first, second = ids(resolved(list(far))).values()
    aliased = Text("5. Silk Union, also Silk Association Ltd")
    bridge = aliased.record(
        organizations=(aliased.organization("Silk Union", "LA", aliases=("Silk Association Ltd",)),)
    )
    pairs = [*far, (aliased.document, bridge)]

    assert len(resolved(pairs).organizations) == 1
    assert len(resolved(pairs, line(first, KEEP_APART, second)).organizations) == 2


def test_what_is_settled_either_way_is_not_proposed_again() -> None:
    pairs = [named(number, *body) for number, body in enumerate(MISSPELT)]
    right, wrong = ids(resolved(pairs)).values()

    assert [str(issue.code) for issue in resolved(pairs).issues] == ["merge_proposed"]
    assert resolved(pairs, line(right, KEEP_APART, wrong)).issues == ()


def test_the_later_of_two_lines_about_a_pair_counts() -> None:
    pairs = [named(number, *body) for number, body in enumerate(MISSPELT)]
    right, wrong = ids(resolved(pairs)).values()

    lines = (line(right, MERGE, wrong), line(wrong, KEEP_APART, right, 3))

    assert len(resolved(pairs, *lines).organizations) == 2


def test_a_line_about_an_id_that_never_was_is_told_with_its_place() -> None:
    pairs = [named(1, *MISSPELT[0])]

    result = resolved(pairs, line(ids(resolved(pairs))["Silk Board of Laos"], MERGE, "org_aaaaaaaaaa", 7))

    (issue,) = result.issues
    assert (str(issue.code), issue.place) == ("correction_invalid", "line 7")
    assert "org_aaaaaaaaaa" in issue.message


def test_lines_of_a_file_are_read_and_those_that_name_two_kinds_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text(
        "record,field,value,reason,document_hash\n"
        "org_aaaaaaaaaa,merge,org_bbbbbbbbbb,its own name,\n"
        "org_aaaaaaaaaa,merge,per_bbbbbbbbbb,,\n"
        "org_aaaaaaaaaa,keep_apart,org_aaaaaaaaaa,,\n"
    )

    lines, problems = read_corrections(path)

    assert [replace(one, reason="") for one in lines] == [line("org_aaaaaaaaaa", MERGE, "org_bbbbbbbbbb")]
    assert [problem.place for problem in problems] == ["line 3", "line 4"]
    assert all("two ids of one of the tables" in problem.remedy for problem in problems)


def test_people_and_agreements_are_merged_by_a_line_too() -> None:
    texts = [Text(f"{number}. {name}") for number, name in enumerate(("Ana Soto", "Anna Soto"))]
    pairs = [(text.document, text.record(people=(text.person(text.text[3:], "PE"),))) for text in texts]
    one, other = (row.person_id for row in resolved(pairs).people)

    assert len(resolved(pairs, line(one, MERGE, other)).people) == 1
