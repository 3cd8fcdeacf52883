import csv
from itertools import pairwise
from pathlib import Path

import pycountry
import pytest

import coopdata.reference
from coopdata.extract.record import Instrument, Status
from coopdata.reference.countries import country_forms, country_names
from coopdata.reference.currencies import DefaultRule, currency_forms, withdrawn_currencies
from coopdata.reference.files import is_true, parts, read_column, read_columns, read_rows
from coopdata.reference.organizations import known_organizations
from coopdata.reference.places import cities, regions
from coopdata.reference.words import (
    agreement_verbs,
    common_words,
    given_names,
    honorifics,
    instruments,
    is_common_word,
    is_given_name,
    organization_head,
    organization_heads,
    titles,
)

FOLDER = Path(coopdata.reference.__file__).parent
KEYS = {
    "agreement_verbs.csv": ("form",),
    "cities.csv": ("form", "country"),
    "collective_nouns.csv": ("form",),
    "column_quality.csv": ("table", "column"),
    "common_words.csv": ("word",),
    "countries.csv": ("form",),
    "currencies.csv": ("form", "code"),
    "dictionary_words.csv": ("word",),
    "followthemoney_properties.csv": ("property",),
    "followthemoney_terms.csv": ("code_list", "code"),
    "media_types.csv": ("media_type",),
    "file_kinds.csv": ("suffix",),
    "given_names.csv": ("name",),
    "head_translations.csv": ("form",),
    "honorifics.csv": ("form",),
    "instrument_classes.csv": ("instrument",),
    "instruments.csv": ("form",),
    "name_forms.csv": ("form", "kind", "countries"),
    "name_letters.csv": ("letters", "place", "countries"),
    "number_words.csv": ("form", "kind"),
    "observations.csv": ("observation",),
    "organization_aliases.csv": ("country", "alias"),
    "organization_heads.csv": ("form",),
    "organizations.csv": ("name",),
    "quality_fields.csv": ("field",),
    "quality_floors.csv": ("measured_on", "field"),
    "regions.csv": ("form", "country"),
    "spellings.csv": ("form",),
    "titles.csv": ("form",),
    "topic_sectors.csv": ("word",),
    "withdrawn_currencies.csv": ("code",),
}
ISO_COUNTRIES = {country.alpha_2 for country in pycountry.countries} | {"XK"}
ORGANIZATION_KINDS = {row["code"] for row in read_rows("codes.csv") if row["code_list"] == "organization_kind"}


@pytest.mark.parametrize("name", KEYS)
def test_a_file_has_no_duplicate_rows_and_no_stray_white_space(name):
    rows = read_rows(name)
    keys = [tuple(row[column] for column in KEYS[name]) for row in rows]
    assert len(set(keys)) == len(keys)
    for row in rows:
        for cell in row.values():
            assert cell == " ".join(cell.split())
            assert "’" not in cell
    may_be_empty = {
        ("organization_aliases.csv", "country"),
        ("name_forms.csv", "countries"),
        ("name_letters.csv", "countries"),
    }
    assert all(row[column] for row in rows for column in KEYS[name] if (name, column) not in may_be_empty)


@pytest.mark.parametrize("name", KEYS)
def test_a_file_is_sorted(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    columns = (0, 3, 2) if name == "countries.csv" else range(len(rows[0]))
    ordered = [tuple(int(row[i]) if row[i].isdigit() else row[i] for i in columns) for row in rows]
    assert all(one <= other for one, other in pairwise(ordered))


@pytest.mark.parametrize("name", KEYS)
def test_a_file_names_its_source(name):
    assert f"`{name}`" in (FOLDER / "SOURCES.md").read_text(encoding="utf-8")


def test_every_iso_country_is_there_by_its_names_and_nothing_else():
    assert set(country_names()) == ISO_COUNTRIES
    for country in pycountry.countries:
        assert country_forms()[country.name.replace("’", "'")].code == country.alpha_2


def test_every_country_of_a_file_is_a_country():
    used = {city.country for same in cities().values() for city in same}
    used |= {region.country for same in regions().values() for region in same}
    used |= {organization.country for organization in known_organizations() if organization.country}
    of_names = [*read_rows("name_forms.csv"), *read_rows("name_letters.csv")]
    used |= {country for row in of_names for country in parts(row["countries"])}
    used |= {country for same in currency_forms().values() for form in same for country in form.countries}
    assert used <= ISO_COUNTRIES


def test_every_currency_is_one_of_iso_4217_or_withdrawn_from_it():
    known = {currency.alpha_3 for currency in pycountry.currencies}
    assert not known & set(withdrawn_currencies())
    assert {form.code for same in currency_forms().values() for form in same} <= known | set(withdrawn_currencies())


def test_a_currency_form_has_at_most_one_default():
    for same in currency_forms().values():
        assert sum(form.default is not DefaultRule.NEVER for form in same) <= 1


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("Lao PDR", "LA"),
        ("Laotians", "LA"),
        ("S. Korea", "KR"),
        ("Korea", "KR"),
        ("DPRK", "KP"),
        ("Côte d'Ivoire", "CI"),
        ("Türkiye", "TR"),
        ("Zanzibar", "TZ"),
        ("Scottish", "GB"),
        ("Dutch", "NL"),
        ("Filipino", "PH"),
        ("Emirati", "AE"),
        ("Nepalese", "NP"),
        ("Viet Nam", "VN"),
        ("DRC", "CD"),
    ],
)
def test_a_form_of_the_news_means_its_country(form, code):
    assert country_forms()[form].code == code


def test_names_and_adjectives_are_told_apart():
    assert country_forms()["Laos"].is_name
    assert not country_forms()["Laos"].is_adjective
    assert country_forms()["Laotian"].is_adjective
    assert not country_forms()["Laotian"].is_name
    assert not country_forms()["Laotians"].is_adjective
    assert country_forms()["UK"].is_name
    assert country_forms()["UK"].is_adjective


@pytest.mark.parametrize(
    ("form", "country"),
    [
        ("Kiev", "UA"),
        ("Bombay", "IN"),
        ("Washington, D.C.", "US"),
        ("Brasilia", "BR"),
        ("Asunción", "PY"),
        ("London", "GB"),
        ("San José", "CR"),
        ("Hamilton", "CA"),
        ("Port-of-Spain", "TT"),
    ],
)
def test_a_city_lies_in_the_country_of_its_largest_namesake(form, country):
    assert cities()[form][0].country == country


def test_a_small_city_spelled_like_a_word_is_ambiguous():
    assert cities()["Reading"][0].ambiguous
    assert not cities()["Osaka"][0].ambiguous


def test_instruments_verbs_and_kinds_are_of_the_record():
    assert {form.instrument for form in instruments().values()} == set(Instrument)
    assert {verb.status for verb in agreement_verbs().values()} == set(Status)
    assert {head.kind for head in organization_heads().values()} <= ORGANIZATION_KINDS
    assert {organization.kind for organization in known_organizations()} <= ORGANIZATION_KINDS


def test_no_spelling_names_two_organizations():
    forms = [form for organization in known_organizations() for form in organization.forms]
    assert len(set(forms)) == len(forms)


def test_sectors_of_topics_are_sectors():
    assert {row["sector_code"] for row in read_rows("topic_sectors.csv")} <= {
        row["code"] for row in read_rows("dac_sectors.csv")
    }


def test_words_are_in_lower_case_where_the_loader_says_so():
    forms = [*instruments(), *agreement_verbs(), *titles(), *organization_heads(), *common_words()]
    assert all(form == form.lower() for form in forms)


def test_loaders_answer_for_single_words():
    ministry = organization_head("ministry")
    assert ministry is not None
    assert (ministry.kind, ministry.final, ministry.takes_of, ministry.alone) == ("ministry", True, True, False)
    assert organization_head("tree") is None
    assert is_given_name("Hiroyuki")
    assert "Hiroyuki" in given_names()
    assert not is_given_name("Agreement")
    assert is_common_word("the")
    assert not is_common_word("laos")
    assert titles()["president"].can_prefix_name
    assert not titles()["journalist"].can_prefix_name
    assert honorifics()["H.E."].kind == "style"


def test_cells_are_read_strictly():
    assert parts("") == ()
    assert parts("a|b") == ("a", "b")
    assert is_true("true") is True
    with pytest.raises(ValueError, match="'yes'"):
        is_true("yes")


def test_a_row_of_the_wrong_length_is_named(tmp_path, monkeypatch):
    (tmp_path / "x.csv").write_text("a,b\n1,2\n1\n", encoding="utf-8")
    monkeypatch.setattr("coopdata.reference.files._FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"x\.csv, line 3"):
        read_rows("x.csv")


def test_rows_and_columns_of_a_file_are_the_same_cells(tmp_path, monkeypatch):
    (tmp_path / "x.csv").write_text('a,b,c\n1,"2,",3\n4,,6\n', encoding="utf-8")
    monkeypatch.setattr("coopdata.reference.files._FOLDER", tmp_path)
    assert read_rows("x.csv") == ({"a": "1", "b": "2,", "c": "3"}, {"a": "4", "b": "", "c": "6"})
    assert list(read_columns("x.csv", "c", "b")) == [("3", "2,"), ("6", "")]
    assert read_column("x.csv", "b") == ["2,", ""]
    with pytest.raises(ValueError, match="'d'"):
        read_column("x.csv", "d")


def test_aliases_are_of_known_kinds_and_countries_and_none_means_two_bodies_of_a_country():
    rows = read_rows("organization_aliases.csv")
    assert {row["kind"] for row in rows} <= ORGANIZATION_KINDS
    assert {row["country"] for row in rows} <= ISO_COUNTRIES | {""}
    assert {row["alias_kind"] for row in rows} == {"abbreviation", "former", "variant"}
    assert all(row["source"] for row in rows)


def test_every_instrument_has_a_class():
    assert [row["instrument"] for row in read_rows("instrument_classes.csv")] == sorted(Instrument)
