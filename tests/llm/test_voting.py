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


def vote(model: Record, rules: Record, *refused: str) -> Record:
    """One record of both; `refused` are the fields of the model's agreements that lack a refused value."""
    return voting.vote(model, rules, {agreement: frozenset(refused) for agreement in model.agreements})


def voted(model: Agreement, rules: Agreement, *refused: str) -> Agreement:
    (found,) = vote(record(model), record(rules), *refused).agreements
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


def test_where_the_model_says_there_is_no_value_there_is_none() -> None:
    found = voted(one(), one(place="Hanoi"))
    assert (found.place, said(found, "place")) == (None, [])


def test_a_value_of_the_models_that_was_refused_is_the_rules_to_give() -> None:
    found = voted(one(), at(one(place="Hanoi", signed="2021-03-03"), 0.8), "place")
    assert (found.place, found.signed) == ("Hanoi", None)
    assert said(found, "place") == [("Hanoi", 0.8)]


def test_what_the_model_is_not_asked_for_is_the_rules() -> None:
    rice = TEXT.topic("rice")
    found = voted(one(), one(purpose="on rice", topics=(rice,)))
    assert (found.purpose, found.topics) == ("on rice", (rice,))


def test_a_value_that_only_the_model_read_stays_as_it_is() -> None:
    found = voted(at(one(place="Hanoi"), 0.9), one())
    assert said(found, "place") == [("Hanoi", 0.9)]


def test_a_country_is_not_filled_in_beside_another_place() -> None:
    rules = one(place="Havana", place_country="CU")
    assert voted(one(place="Havana"), rules).place_country == "CU"
    assert voted(one(), rules, "place").place_country == "CU"
    assert voted(one(place="Hanoi"), rules).place_country is None
    assert voted(one(), rules).place_country is None


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


def test_a_party_that_only_the_rules_read_counts_where_one_of_the_models_was_refused() -> None:
    rules = one(MINISTRY, TEXT.party("Ho Union"))
    assert [party.name for party in voted(one(MINISTRY), rules).parties] == ["Ministry of Trade of Cuba"]
    found = voted(one(MINISTRY), rules, "parties")
    assert [party.name for party in found.parties] == ["Ministry of Trade of Cuba", "Ho Union"]
    assert said(found.parties[1], "name") == [("Ho Union", 0.5)]


def test_signatories_of_the_rules_count_where_one_of_the_models_was_refused() -> None:
    rules = one(signatories=(TEXT.signatory("Ana Ruiz"),))
    assert voted(one(), rules).signatories == ()
    assert [person.name for person in voted(one(), rules, "signatories").signatories] == ["Ana Ruiz"]


def test_an_agreement_that_only_the_model_read_stays() -> None:
    assert vote(record(one()), record()).agreements == (one(),)


@pytest.mark.parametrize(("confidence", "kept"), [(0.9, [0.45]), (0.85, [0.42]), (0.84, [])])
def test_where_the_model_read_no_agreement_those_stay_that_the_rules_were_sure_of(
    confidence: float, kept: list[float]
) -> None:
    found = vote(record(), record(one(confidence=confidence))).agreements
    assert [agreement.confidence for agreement in found] == kept


def test_half_the_confidence_holds_for_all_parts() -> None:
    (found,) = vote(record(), record(one(confidence=0.9))).agreements
    assert said(found, "status") == [("signed", 0.5)]
    assert said(found.parties[0], "country") == [("CU", 0.5)]


def test_an_agreement_that_only_the_rules_read_is_left_out_where_the_model_read_another() -> None:
    stranger = replace(
        one(TEXT.party("Fidel Agency"), TEXT.party("Ho Union"), confidence=0.99), span=TEXT.span("spoke")
    )
    assert [len(a.parties) for a in vote(record(one()), record(one(), stranger)).agreements] == [2]


def test_names_that_only_the_rules_read_are_left_out_where_the_model_read_any() -> None:
    fidel, ho = (TEXT.organization(name) for name in ("Fidel Agency", "Ho Union"))
    rules = record(organizations=(fidel, ho))
    assert vote(record(organizations=(ho,)), rules).organizations[0].name == "Ho Union"
    assert len(vote(record(organizations=(ho,)), rules).organizations) == 1
    assert len(vote(record(), rules).organizations) == 2


def test_an_organization_that_a_project_names_stays() -> None:
    fidel, ho = (TEXT.organization(name) for name in ("Fidel Agency", "Ho Union"))
    project = TEXT.project("memorandum on rice", organizations=(TEXT.part("Fidel Agency", "funding"),))
    found = vote(record(organizations=(ho,)), record(organizations=(fidel, ho), projects=(project,)))
    assert [organization.name for organization in found.organizations] == ["Fidel Agency", "Ho Union"]


def test_a_sum_has_the_role_that_the_rules_read() -> None:
    model = record(amounts=(TEXT.amount("$5", 5, "USD"),))
    rules = record(amounts=(TEXT.amount("$5", 5, "USD", "commitment"), TEXT.amount("$6", 6, "USD")))
    found = vote(model, rules).amounts
    assert [(amount.value, amount.role) for amount in found] == [(5, "commitment")]


def test_projects_are_the_rules() -> None:
    project = TEXT.project("memorandum on rice")
    assert vote(record(), record(projects=(project,))).projects == (project,)


def test_an_agreement_names_only_an_event_of_the_record() -> None:
    forum, talks = TEXT.event("Rice Forum", "2021-05"), TEXT.event("May 2021", "2021-05")
    rules = record(one(event="Rice Forum"), events=(forum,))
    (with_event,) = vote(record(one(), events=(forum,)), rules).agreements
    (without,) = vote(record(one(), events=(talks,)), rules).agreements
    assert (with_event.event, without.event) == ("Rice Forum", None)
    assert said(without, "event") == []


def test_an_end_is_not_filled_in_beside_another_beginning() -> None:
    model = TEXT.event("Rice Forum", "2021-05")
    rules = TEXT.event("Rice Forum", "2021-03-03", end="2021-03-03")
    (found,) = vote(record(events=(model,)), record(events=(rules,))).events
    assert (found.start, found.end) == ("2021-05", None)


def test_readings_that_agree_in_all_keep_every_value() -> None:
    whole = record(one(signed="2021-03-03"), organizations=(TEXT.organization("Ho Union"),))
    found = vote(whole, whole)
    assert [a.signed for a in found.agreements] == ["2021-03-03"]
    assert [o.name for o in found.organizations] == ["Ho Union"]
