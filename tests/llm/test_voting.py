"""How the model's reading and the rules' become one record."""

from dataclasses import replace

import pytest

from coopdata.extract.record import Agreement, Instrument, Record, Statement
from coopdata.llm import voting
from tests.factories import Text

TEXT = Text(
    "The Ministry of Trade of Cuba (MINCEX) and Hanoi Bank signed a memorandum on rice, a pact, in Hanoi and Havana on "
    "March 3 and in May 2021, worth $5 or $6. Ana Ruiz signed. Fidel Agency and Ho Union spoke at the Rice Forum."
)
MINISTRY, BANK = TEXT.party("Ministry of Trade of Cuba", "CU"), TEXT.party("Hanoi Bank", "VN")


def one(*parties: object, **more: object) -> Agreement:
    return TEXT.agreement("signed a memorandum", *(parties or (MINISTRY, BANK)), **more)  # type: ignore[arg-type]


def record(*agreements: Agreement, **items: tuple[object, ...]) -> Record:
    return TEXT.record(agreements=agreements, **items)  # type: ignore[arg-type]


def voted(model: Agreement, rules: Agreement) -> Agreement:
    (found,) = voting.vote(record(model), record(rules)).agreements
    return found


def said(item: object, field: str) -> list[tuple[str, float]]:
    statements: tuple[Statement, ...] = item.statements  # type: ignore[attr-defined]
    return [(s.value, s.confidence) for s in statements if s.field == field]


def at(agreement: Agreement, confidence: float) -> Agreement:
    """The agreement with every statement of its own at one confidence."""
    statements = tuple(replace(statement, confidence=confidence) for statement in agreement.statements)
    return replace(agreement, statements=statements)


def test_a_value_that_both_read_is_surer_than_either_said() -> None:
    found = voted(at(one(signed="2021-03-03"), 0.8), at(one(signed="2021-03-03"), 0.7))
    assert said(found, "signed") == [("2021-03-03", 0.94), ("2021-03-03", 0.94)]
    assert found.confidence == 0.99


def test_of_two_values_the_models_stands_less_surely_and_both_are_shown() -> None:
    found = voted(at(one(place="Hanoi"), 0.9), at(one(place="Havana"), 0.6))
    assert found.place == "Hanoi"
    assert said(found, "place") == [("Hanoi", 0.78), ("Havana", 0.13)]


def test_what_the_model_leaves_blank_the_rules_fill() -> None:
    found = voted(one(), at(one(place="Hanoi", purpose="on rice"), 0.8))
    assert (found.place, found.purpose) == ("Hanoi", "on rice")
    assert said(found, "place") == [("Hanoi", 0.8)]


def test_a_value_that_only_the_model_read_stays_as_it_is() -> None:
    found = voted(at(one(place="Hanoi"), 0.9), one())
    assert said(found, "place") == [("Hanoi", 0.9)]


def test_a_country_is_not_filled_in_beside_another_place() -> None:
    found = voted(one(place="Hanoi"), one(place="Havana", place_country="CU"))
    assert (found.place, found.place_country) == ("Hanoi", None)


def test_certainty_is_never_reached() -> None:
    assert voting.together(0.99, 0.99) == 0.99
    assert voting.against(0.99, 0.99) == pytest.approx(0.5, abs=0.01)
    assert voting.against(1.0, 1.0) == 0.5


def test_another_instrument_of_the_same_parties_in_the_same_sentence_is_the_same_agreement() -> None:
    found = voted(one(), one(instrument=Instrument.PROTOCOL))
    assert found.instrument is Instrument.MEMORANDUM_OF_UNDERSTANDING


def test_parties_are_one_where_they_share_a_form_or_characters() -> None:
    short = replace(TEXT.party("MINCEX", "CU"), aliases=("Ministry of Trade of Cuba",))
    part = TEXT.party("Hanoi")
    found = voted(one(), one(short, part))
    assert [party.name for party in found.parties] == ["Ministry of Trade of Cuba", "Hanoi Bank"]
    assert [party.aliases for party in found.parties] == [("MINCEX",), ()]
    assert said(found.parties[0], "name") == [("Ministry of Trade of Cuba", 0.99), ("MINCEX", 0.99)]


def test_a_party_that_only_the_rules_read_counts_where_the_model_has_fewer_than_two() -> None:
    stranger = TEXT.party("Ho Union")
    assert len(voted(one(), one(MINISTRY, BANK, stranger)).parties) == 2
    found = voted(one(MINISTRY), one(MINISTRY, stranger))
    assert [party.name for party in found.parties] == ["Ministry of Trade of Cuba", "Ho Union"]
    assert said(found.parties[1], "name") == [("Ho Union", 0.5)]


def test_signatories_of_the_rules_stand_in_for_none_of_the_models() -> None:
    ana = TEXT.signatory("Ana Ruiz")
    assert [s.name for s in voted(one(), one(signatories=(ana,))).signatories] == ["Ana Ruiz"]


def test_an_agreement_that_only_the_model_read_stays() -> None:
    assert voting.vote(record(one()), record()).agreements == (one(),)


@pytest.mark.parametrize(("confidence", "kept"), [(0.9, [0.45]), (0.85, [0.42]), (0.84, [])])
def test_an_agreement_that_only_the_rules_read_stays_where_they_were_sure(confidence: float, kept: list[float]) -> None:
    found = voting.vote(record(), record(one(confidence=confidence))).agreements
    assert [agreement.confidence for agreement in found] == kept


def test_half_the_confidence_holds_for_all_parts() -> None:
    (found,) = voting.vote(record(), record(one(confidence=0.9))).agreements
    assert said(found, "status") == [("signed", 0.5)]
    assert said(found.parties[0], "country") == [("CU", 0.5)]


def test_names_that_only_the_rules_read_stay_unless_the_model_read_another_there() -> None:
    fidel, ho, union = (TEXT.organization(name) for name in ("Fidel Agency", "Ho Union", "Union"))
    found = voting.vote(record(organizations=(ho,)), record(organizations=(fidel, union)))
    assert [organization.name for organization in found.organizations] == ["Fidel Agency", "Ho Union"]


def test_a_sum_has_the_role_that_the_rules_read() -> None:
    model = record(amounts=(TEXT.amount("$5", 5, "USD"),))
    rules = record(amounts=(TEXT.amount("$5", 5, "USD", "commitment"), TEXT.amount("$6", 6, "USD")))
    found = voting.vote(model, rules).amounts
    assert [(amount.value, amount.role) for amount in found] == [(5, "commitment"), (6, "mentioned")]


def test_projects_are_the_rules() -> None:
    project = TEXT.project("memorandum on rice")
    assert voting.vote(record(), record(projects=(project,))).projects == (project,)


def test_an_agreement_names_only_an_event_of_the_record() -> None:
    forum = TEXT.event("Rice Forum", "2021-05")
    rules = record(one(event="Rice Forum"), events=(forum,))
    (with_event,) = voting.vote(record(one(), events=(forum,)), rules).agreements
    doubtful = replace(forum, statements=tuple(replace(s, confidence=0.6) for s in forum.statements))
    (without,) = voting.vote(record(one()), replace(rules, events=(doubtful,))).agreements
    assert (with_event.event, without.event) == ("Rice Forum", None)
    assert said(without, "event") == []


def test_an_end_is_not_filled_in_beside_another_beginning() -> None:
    model = TEXT.event("Rice Forum", "2021-05")
    rules = TEXT.event("Rice Forum", "2021-03-03", end="2021-03-03")
    (found,) = voting.vote(record(events=(model,)), record(events=(rules,))).events
    assert (found.start, found.end) == ("2021-05", None)


def test_readings_that_agree_in_all_keep_every_value() -> None:
    whole = record(one(signed="2021-03-03"), organizations=(TEXT.organization("Ho Union"),))
    found = voting.vote(whole, whole)
    assert [a.signed for a in found.agreements] == ["2021-03-03"]
    assert [o.name for o in found.organizations] == ["Ho Union"]
