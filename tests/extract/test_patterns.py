"""Every rule of the three pattern files against its own example, and the way patterns are written."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopdata.extract.patterns import compile_pattern, party_patterns
from coopdata.extract.roles import role_patterns
from coopdata.reference.files import read_rows

RULES = [
    pytest.param(row, id=row["id"])
    for name in ("party_patterns.csv", "role_patterns.csv", "project_patterns.csv")
    for row in read_rows(name)
]
PARTY_RULES = [pytest.param(row, id=row["id"]) for row in read_rows("party_patterns.csv")]
TOKENS = ("P", "N", "I", "V", "D", "L", "M", "G", "U", "the", "and", "with", "by", "between", "of", ",", "'s", "–")


def line_of(symbols):
    """A line as `clauses.encode` writes it: a blank around every token."""
    return f" {symbols} "


def find(row, symbols):
    return compile_pattern(row["pattern"]).search(line_of(symbols))


@pytest.mark.parametrize("row", RULES)
def test_matches_its_example(row):
    assert find(row, row["example"])


@pytest.mark.parametrize("row", RULES)
def test_does_not_match_its_counterexample(row):
    assert row["counterexample"]
    assert not find(row, row["counterexample"])


@pytest.mark.parametrize("row", PARTY_RULES)
def test_finds_every_party_and_the_instrument_of_its_example(row):
    groups = find(row, row["example"]).groupdict()
    parties = " ".join(text for name, text in groups.items() if name.startswith("parties"))
    assert re.findall(r"P\d+", parties) == re.findall(r"P\d+", row["example"])
    assert groups["instrument"] in row["example"].split()


@pytest.mark.parametrize("row", RULES)
def test_examples_number_their_symbols_in_order_as_clauses_do(row):
    for column in ("example", "counterexample"):
        numbers = re.findall(r"\b[A-Z](\d+)\b", row[column])
        assert numbers == [str(number) for number in range(len(numbers))]


def test_ids_are_unique_and_loose_rules_come_after_sure_ones():
    rules = [*party_patterns(), *role_patterns()]
    assert len({rule.id for rule in rules}) == len(rules)
    tried = [rule.confidence >= 0.8 for rule in party_patterns()]
    assert tried == sorted(tried, reverse=True)


@pytest.mark.parametrize(
    ("pattern", "symbols", "matches"),
    [
        ("a|b", "b", True),
        ("a|b", "ab", False),
        ("V by", "V12 by", True),
        ("a ?b c", "a c", True),
        ("a ?b c", "a b c", True),
        ("a ..2 b", "a P1 x b", True),
        ("a ..2 b", "a x x x b", False),
        ("a ~2 b", "a D1 x b", True),
        ("a ~2 b", "a P1 b", False),
        ("a ~2 b", "a N1 b", False),
        ("LIST .", "P1 , P2 and U3 .", True),
        ("PAIR .", "P1 .", False),
        ("PAIR .", "G1 .", True),
        ("PEOPLE .", "N1 , head of P2 , and N3 .", True),
        ("a.b", "axb", False),
    ],
)
def test_what_the_signs_of_a_pattern_mean(pattern, symbols, matches):
    found = compile_pattern(pattern).fullmatch(line_of(symbols))
    assert bool(found) is matches


@settings(deadline=None)
@given(st.lists(st.sampled_from(TOKENS), max_size=60), st.integers(0, 9))
def test_a_gap_never_takes_in_more_tokens_than_it_says(tokens, longest):
    symbols = [f"{token}{number}" if token.isupper() else token for number, token in enumerate(tokens)]
    match = compile_pattern(f"I ..{longest} by").search(line_of(" ".join(symbols)))
    assert match is None or len(match.group().split()) <= longest + 2


@settings(deadline=None)
@given(st.lists(st.sampled_from(TOKENS), max_size=150))
def test_whatever_the_rules_match_begins_and_ends_at_tokens_of_the_line(tokens):
    symbols = [f"{token}{number}" if token.isupper() else token for number, token in enumerate(tokens)]
    line = line_of(" ".join(symbols))
    for rule in (*party_patterns(), *role_patterns()):
        for match in rule.matcher.finditer(line):
            assert match.group().startswith(" ")
            assert match.group().endswith(" ")
            assert set(match.group().split()) <= set(symbols)


@pytest.mark.parametrize("joint", [" , and ", " and with ", " ( left ) , and ", " , x ; and ", " of P99 , and "])
def test_a_long_row_of_people_who_do_nothing_is_soon_given_up(joint):
    """Work that doubled at every name would not end within a lifetime here."""
    line = line_of(joint.join(f"N{number}" for number in range(60)) + " slept")
    assert not any(rule.matcher.search(line) for rule in role_patterns())
