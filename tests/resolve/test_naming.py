"""Which names are compared as equal, and which stay two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdata.resolve.curated import curated_body
from coopdata.resolve.likeness import content, is_short_for, local_authority, misspelt, shortened_name, shorter_ministry
from coopdata.resolve.naming import is_distinctive, is_full_name, name_key, name_words


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("Ministry of Industry and Commerce", "Lao Ministry of Commerce & Industry", "LA"),
        ("Ministry of Health of the Lao PDR", "Health Ministry", "LA"),
        ("Ministry of Health, Oman", "Ministry of Health of the Sultanate", "OM"),
        ("Federal Ministry of Health", "Ministry of Health", "ET"),
        ("Korea Trade-Investment Promotion Agency", "Korea Trade and Investment Promotion Agency", "KR"),
        ("Hyundai Engineering Co., Ltd.", "Hyundai Engineering", "KR"),
        ("PT Pertamina (Persero)", "Pertamina", "ID"),
        ("El Sewedy Electric", "Elsewedy Electric PLC", "EG"),
        ("Korean Export-Import Bank", "Eximbank of Korea", "KR"),
        ("Labour Organisation", "Labor Organization", None),
        ("State Committee of the Republic of Uzbekistan for Tourism", "State Committee for Tourism", "UZ"),
        ("Embassy of the Republic of Indonesia in Tashkent", "Indonesian Embassy in Uzbekistan", "ID"),
        ("High Commission of India, Suva", "High Commission of India in Fiji", "IN"),
        ("KOTRA Hanoi Trade Office", "KOTRA Hanoi", "KR"),
    ],
)
def test_names_that_differ_only_in_how_they_are_written_have_one_key(one: str, other: str, country: str | None) -> None:
    assert name_key(one, country) == name_key(other, country)


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("Ministry of Education", "Ministry of Higher Education", "KH"),
        ("KCB Group", "KCB Bank", "KE"),
        ("Bank of China", "China Bank", "CN"),
        ("Washington University", "University of Washington", "US"),
        ("Department of Trade Promotion", "Ministry of Trade Promotion", "LA"),
        ("China Railway Group Limited", "China State Railway Group", "CN"),
        ("Embassy of Japan in Vientiane", "Embassy of Japan in Hanoi", "JP"),
        ("State Committee of Kazakhstan for Tourism", "State Committee for Tourism", "UZ"),
        ("KOTRA Hanoi Trade Fair", "KOTRA Hanoi", "KR"),
    ],
)
def test_names_of_two_bodies_have_two_keys(one: str, other: str, country: str) -> None:
    assert name_key(one, country) != name_key(other, country)


def test_a_country_is_left_out_only_where_it_is_the_bodys_own() -> None:
    assert name_key("Ministry of Health of Laos", "KR") != name_key("Ministry of Health", "KR")


@given(st.text(min_size=1, max_size=40), st.sampled_from([None, "LA", "KR"]))
def test_a_key_is_never_empty_for_a_name_with_letters(name: str, country: str | None) -> None:
    assert name_key(name, country) or not any(char.isalnum() for char in name)


@given(st.permutations(["Kim", "Pil", "Seong"]))
def test_the_order_of_a_persons_names_does_not_matter(words: list[str]) -> None:
    assert name_words(" ".join(words)) == "kim pil seong"


def test_letters_with_a_bar_are_compared_as_english_news_writes_them() -> None:
    assert name_words("Ingrid Sørlie") == name_words("Ingrid Sorlie")


def test_a_name_is_distinctive_by_a_word_that_english_has_not() -> None:
    assert is_distinctive("Yanmar")
    assert not is_distinctive("Faculty of Agriculture")


def test_a_kind_and_a_country_are_no_full_name() -> None:
    assert not is_full_name("the Lao ministry", "LA")
    assert is_full_name("Electricity of Vietnam", "VN")


@pytest.mark.parametrize(
    ("name", "country", "known"),
    [
        ("JICA", "JP", "Japan International Cooperation Agency"),
        ("JICA", None, "Japan International Cooperation Agency"),
        ("JICA", "KR", None),
        ("Foreign Ministry", "JP", "Ministry of Foreign Affairs"),
        ("Foreign Ministry", None, None),
        ("No Such Body", "JP", None),
    ],
)
def test_a_curated_name_counts_in_its_country_only(name: str, country: str | None, known: str | None) -> None:
    body = curated_body(name, country)
    assert (body.name if body else None) == known


def test_likeness_is_a_letter_wrong_fields_left_out_or_the_same_words_in_another_language() -> None:
    assert misspelt("hokkaido university", "hokaido university")
    assert not misspelt("trade development bank", "development bank")
    assert misspelt("ocean environment programme", "ocean enviroment programme")
    assert not misspelt("northern province council", "southern province council")
    assert shorter_ministry("Ministry of Agriculture", "Ministry of Agriculture and Fisheries of Morocco", "MA")
    assert not shorter_ministry("Ministry of Education", "Ministry of Higher Education", "MA")
    assert content("universidad de chile") == content("university of chile")


def test_a_shortened_name_keeps_its_head_and_initials_stand_for_three_words_or_more() -> None:
    assert shortened_name("road department", "state road department")
    assert not shortened_name("road department", "state road authority")
    assert is_short_for("SRA", "Silk Road Authority")
    assert not is_short_for("SR", "Silk Road")


def test_the_place_of_a_local_authority_is_known_by_any_of_its_names_but_not_by_a_hospital() -> None:
    assert local_authority("city of porto") == local_authority("porto municipality") == ("porto", "municipal")
    assert local_authority("porto city hospital") != local_authority("city of porto")
    assert local_authority("porto hospital") is None
