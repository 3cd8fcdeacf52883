"""What becomes of an answer: values in the text's own words, by coopdata's own parsers, or refused."""

from typing import Any

import pytest

from coopdata.documents.model import Document
from coopdata.extract import read
from coopdata.extract.record import STATED_FIELDS, Agreement, Record, StatementKind
from coopdata.llm.ground import Refusal
from coopdata.llm.interpretation import interpret
from coopdata.llm.quotes import QuotedText
from coopdata.llm.schema import parse
from tests.llm.example import RULE, SENTENCE, TEXT, agreement, answer, document, items, party


def interpreted(written: str, of: Document) -> tuple[Record, tuple[Refusal, ...]]:
    found = interpret(parse(written), of, read(of).document, RULE)
    return found.record, found.refusals


def only(text: str, published: str | None = "2024-06-05", **changes: Any) -> tuple[Agreement, list[str]]:
    """The agreement of a text of one sentence, and the reasons for what was refused."""
    plain = {"signed": None, "place": None, "signatories": [], "witnesses": [], "amounts": [], "parties": [party("A")]}
    said = agreement(**{"sentence": text, "instrument_quote": "deal", "instrument": "agreement", **plain, **changes})
    empty: dict[str, list[Any]] = {"organizations": [], "people": [], "amounts": [], "events": []}
    record, refusals = interpreted(answer(said, **empty), document(text, published))
    (one,) = record.agreements
    return one, [refusal.reason for refusal in refusals]


def test_a_right_answer_becomes_a_record_with_nothing_refused() -> None:
    record, refusals = interpreted(answer(), document())
    (one,) = record.agreements
    assert refusals == ()
    assert (one.instrument, one.status, one.signed, one.place) == (
        "memorandum_of_understanding", "signed", "2024-06-04", "Vientiane",
    )  # fmt: skip
    assert one.place_country == "LA"
    assert [(p.name, p.country) for p in one.parties] == [
        ("Lao Ministry of Public Works and Transport", "LA"),
        ("Japan International Cooperation Agency", "JP"),
    ]
    assert [(s.name, s.title, s.party) for s in one.signatories] == [
        ("Bounchan Sithong", "Minister", "Ministry of Public Works and Transport"),
        ("Emi Tanaka", "Chief Representative of JICA", "JICA"),
    ]
    assert [(w.name, w.title) for w in one.witnesses] == [("Kham Vong", "Prime Minister")]
    assert [(a.value, a.currency) for a in one.amounts] == [(6_000_000, "USD")]
    (event,) = record.events
    assert (event.name, event.start, event.end, event.place, event.country) == (
        "Rural Roads Forum", "2024-07-03", "2024-07-05", "Hanoi", "VN",
    )  # fmt: skip


def test_every_value_has_a_statement_with_the_models_rule_and_its_characters() -> None:
    record, _ = interpreted(answer(), document())
    found = [item for group in ("agreements", "organizations", "people", "amounts", "events")
             for whole in getattr(record, group) for item in items(whole)]  # fmt: skip
    assert len(found) == 11
    for item in found:
        for name in STATED_FIELDS[type(item)]:
            value = getattr(item, name)
            said = [statement for statement in item.statements if statement.field == name]
            assert bool(said) == (value is not None), (item, name)
        assert {statement.rule for statement in item.statements} == {RULE}
        assert all(TEXT[slice(*statement.span)].strip() for statement in item.statements)


def test_strings_are_cut_from_the_text_and_their_offsets_are_its_own() -> None:
    record, _ = interpreted(answer(), document())
    (organization,) = record.organizations
    (start, end), (first, last) = organization.spans
    assert " ".join(TEXT[start:end].split()) == organization.name == "Japan International Cooperation Agency"
    assert (TEXT[first:last],) == organization.aliases == ("JICA",)


@pytest.mark.parametrize(
    "quote",
    [
        "Lao Ministry of Public Works and Transportation",
        "Lao Ministry of Public Works … Transport",
        "Lao Ministry of Transport",
        "Lao ministry of Public Works and Transport",
        "Ministry of Finance",
        "inistry of Public Works and Transpor",
        "",
        "—",
    ],
)
def test_a_name_that_does_not_stand_in_the_text_at_full_length_is_refused(quote: str) -> None:
    changed = agreement(parties=[party(quote, "Lao"), party("JICA")])
    record, refusals = interpreted(answer(changed), document())
    assert [p.name for p in record.agreements[0].parties] == ["JICA"]
    assert refusals == (Refusal("agreements[0].parties[0].name", quote, "not in the text"),)


def test_a_quote_may_differ_in_line_breaks_and_the_form_of_quotation_marks() -> None:
    of = document("The “Blue\nRiver”  Agency’s\u00a0head signed a deal.")
    text = QuotedText(of)
    span = text.find('The "Blue River" Agency\'s head')
    assert span is not None
    assert of.text[slice(*text.source(span))] == "The “Blue\nRiver”  Agency’s\u00a0head"


def test_of_several_places_the_one_in_the_sentence_counts() -> None:
    text = QuotedText(document("A deal was signed. No deal came of it. The last deal failed."))
    assert text.find("deal") == (2, 6)
    assert text.find("deal", near=(19, 38)) == (22, 26)


def test_a_wording_inside_another_word_is_no_place_of_it() -> None:
    assert QuotedText(document("A BUS line and MoUs.")).find("US") is None


@pytest.mark.parametrize("missing", ["sentence", "instrument_quote", "status_quote"])
def test_an_agreement_without_its_words_in_the_text_is_refused_whole(missing: str) -> None:
    record, refusals = interpreted(answer(agreement(**{missing: "in perpetuity"})), document())
    assert record.agreements == ()
    assert refusals[-1].where == "agreements[0]"


def test_an_agreement_without_any_party_in_the_text_is_refused_whole() -> None:
    record, refusals = interpreted(answer(agreement(parties=[party("Mars"), party("Venus")])), document())
    assert record.agreements == ()
    assert [refusal.quote for refusal in refusals[:2]] == ["Mars", "Venus"]


@pytest.mark.parametrize(
    ("words", "status", "signed"),
    [
        ("on March 3", "signed", "2024-03-03"),
        ("on July 3", "signed", "2023-07-03"),
        ("on March 3", "planned", "2025-03-03"),
        ("yesterday", "signed", "2024-06-04"),
        ("last month", "signed", "2024-05"),
        ("in 2019", "in_force", "2019"),
        ("from 3 to 5 May 2020", "signed", "2020-05-03"),
    ],
)
def test_dates_are_worked_out_by_coopdata_and_not_by_the_model(words: str, status: str, signed: str) -> None:
    one, reasons = only(f"A and B signed a deal {words}.", status=status, signed=words)
    assert (one.signed, reasons) == (signed, [])


@pytest.mark.parametrize(
    ("text", "quote", "published"),
    [
        ("A and B signed a deal yesterday.", "yesterday", None),
        ("A and B signed a deal soon.", "soon", "2024-06-05"),
        ("A and B signed a deal, not on May 3 but on May 4.", "not on May 3 but on May 4", "2024-06-05"),
        ("A and B signed a deal on 05/09/2019.", "05/09/2019", "2024-06-05"),
    ],
)
def test_words_that_are_no_single_known_date_are_refused(text: str, quote: str, published: str | None) -> None:
    one, reasons = only(text, published, signed=quote)
    assert (one.signed, reasons) == (None, ["no single date that can be known"])


@pytest.mark.parametrize(
    ("words", "value", "currency"),
    [
        ("Rs 300 crore", 3_000_000_000, "INR"),
        ("two hundred million yen", 200_000_000, "JPY"),
        ("€1.2bn", 1_200_000_000, "EUR"),
    ],
)
def test_sums_are_worked_out_by_coopdata(words: str, value: float, currency: str) -> None:
    one, reasons = only(f"A signed a deal with an Indian firm worth {words}.", amounts=[words])
    assert ([(a.value, a.currency) for a in one.amounts], reasons) == ([(value, currency)], [])


def test_a_sum_quoted_in_part_is_the_whole_sum_of_the_text() -> None:
    one, _ = only("A and B signed a deal worth US$6 million.", amounts=["6"])
    assert [(a.value, a.currency) for a in one.amounts] == [(6_000_000, "USD")]


def test_words_that_are_no_sum_of_money_are_refused() -> None:
    one, reasons = only("A and B signed a deal on 300 buses.", amounts=["300 buses"])
    assert (one.amounts, reasons) == ((), ["no sum of money"])


@pytest.mark.parametrize(
    ("name", "quote", "country", "kind"),
    [
        ("Ministry of Health", "Lao", "LA", StatementKind.STATED),
        ("Ministry of Health", "Vientiane", "LA", StatementKind.INFERRED),
        ("Lao Ministry of Health", None, "LA", StatementKind.INFERRED),
        ("Ministry of Health", None, None, None),
    ],
)
def test_the_country_of_a_party_comes_from_quoted_words_or_its_name(
    name: str, quote: str | None, country: str | None, kind: StatementKind | None
) -> None:
    one, reasons = only("The Lao Ministry of Health signed a deal in Vientiane.", parties=[party(name, quote)])
    said = [statement.kind for statement in one.parties[0].statements if statement.field == "country"]
    assert (one.parties[0].country, said, reasons) == (country, [kind] if kind else [], [])


@pytest.mark.parametrize("quote", ["Lao and Thai", "on rice"])
def test_words_that_name_no_single_state_are_refused(quote: str) -> None:
    text = "The Ministry of Health and Lao and Thai firms signed a deal on rice."
    one, reasons = only(text, parties=[party("Ministry of Health", quote)])
    assert (one.parties[0].country, reasons) == (None, ["no single state"])


def test_a_weekday_is_of_the_month_where_no_more_is_known_of_the_publication() -> None:
    one, reasons = only("A and B signed a deal on Tuesday.", "2024-06", signed="Tuesday")
    assert (one.signed, reasons) == ("2024-06", [])


def test_fields_and_lists_that_lack_a_refused_value_are_noted() -> None:
    changed = agreement(
        signed="May 44",
        parties=[party("JICA", "Mars"), party("Mars")],
        witnesses=[{"name": "Kham Vong", "title": "King", "party": None}],
    )
    of = document()
    found = interpret(parse(answer(changed)), of, read(of).document, RULE)
    (one,) = found.record.agreements
    assert found.blanks == {
        one: {"signed", "parties"}, one.parties[0]: {"country"}, one.witnesses[0]: {"title"}
    }  # fmt: skip


def test_a_date_without_its_year_is_inferred_and_one_with_it_stated() -> None:
    kinds = []
    for words in ("on May 3", "on May 3, 2024"):
        one, _ = only(f"A and B signed a deal {words}.", signed=words)
        kinds += [said.kind for said in one.statements if said.field == "signed"]
    assert kinds == [StatementKind.INFERRED, StatementKind.STATED]


def test_a_dateline_is_no_place_of_signing() -> None:
    record, refusals = interpreted(answer(agreement(place="SAVANNAKHET")), document())
    assert record.agreements[0].place is None
    assert [refusal.reason for refusal in refusals] == ["only the dateline says so"]


def test_the_article_before_a_name_is_no_part_of_it() -> None:
    one, _ = only("The Ministry of Health signed a deal.", parties=[party("The Ministry of Health")])
    assert one.parties[0].name == "Ministry of Health"
    assert one.parties[0].spans == ((4, 22),)


def test_an_event_does_not_end_before_it_begins() -> None:
    event = {
        "name": "Rural Roads Forum",
        "kind": "forum",
        "time": "past",
        "start": "3 to 5 July",
        "end": "June 5",
        "place": None,
    }
    record, refusals = interpreted(answer(events=[event]), document())
    assert [(e.start, e.end) for e in record.events] == [("2023-07-03", "2024-06-05")]
    record, refusals = interpreted(answer(events=[event | {"time": "future"}]), document())
    assert [(e.start, e.end, refusals[0].reason) for e in record.events] == [
        ("2024-07-03", None, "ends before it begins")
    ]


def test_the_agreements_span_is_its_sentence() -> None:
    record, _ = interpreted(answer(), document())
    assert " ".join(TEXT[slice(*record.agreements[0].span)].split()) == SENTENCE
