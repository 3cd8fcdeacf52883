"""Whether the characters behind a value bear it out."""

from dataclasses import replace

from coopdata.documents import read_text
from coopdata.evaluate.offsets import VERBATIM, check_offsets
from coopdata.extract import reader
from coopdata.extract.record import STATED_FIELDS, Organization, Record, Statement, StatementKind
from tests.evaluate.annotated import TEXT

RECORD = reader.read(read_text(TEXT))
NAME = "Ministry of Health of Peru"
START = TEXT.index(NAME)


def organization(statement: Statement | None) -> Record:
    """A record with one organization, its name stated so."""
    others = (Statement("kind", "ministry", (START, START + 8), "r"),)
    statements = (*others, statement) if statement else others
    return replace(RECORD, agreements=(), organizations=(Organization(NAME, kind="ministry", statements=statements),))


def test_what_the_reader_reads_is_borne_out() -> None:
    right, wrong = check_offsets(RECORD, TEXT)
    assert right > 15
    assert wrong == []


def test_a_name_with_its_own_characters_is_right_whatever_the_white_space() -> None:
    text = TEXT.replace("of Health of Peru", "of\n Health of PERU")
    stated = Statement("name", NAME, (START, START + len(NAME) + 1), "r")
    assert check_offsets(organization(stated), text) == (2, [])


def test_a_name_with_other_characters_is_wrong_and_told() -> None:
    right, (told,) = check_offsets(organization(Statement("name", NAME, (START + 1, START + 9), "r")), TEXT)
    assert right == 1
    assert told == f"organization.name = '{NAME}': the text has 'inistry ' at {START + 1} to {START + 9}"


def test_an_inferred_value_needs_a_place_but_not_its_own_characters() -> None:
    inferred = Statement("name", NAME, (0, 3), "r", StatementKind.INFERRED)
    assert check_offsets(organization(inferred), TEXT) == (2, [])


def test_characters_out_of_the_text_or_none_at_all_are_wrong() -> None:
    for span in [(len(TEXT), len(TEXT) + 5), (-1, 4), (5, 5), (9, 4), (len(TEXT) - 1, len(TEXT))]:
        _, wrong = check_offsets(organization(Statement("name", NAME, span, "r")), TEXT)
        assert wrong == [f"organization.name = '{NAME}': there is nothing at {span[0]} to {span[1]}"]


def test_a_value_without_a_statement_is_wrong() -> None:
    right, wrong = check_offsets(organization(None), TEXT)
    assert (right, wrong) == (1, [f"organization.name = '{NAME}': no characters are given for it"])


def test_words_of_the_text_are_asked_only_of_fields_that_are_stated() -> None:
    assert all(set(fields) <= set(STATED_FIELDS[kind]) for kind, fields in VERBATIM.items())
