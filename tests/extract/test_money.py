from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdata.extract import numbers
from coopdata.extract.money import find_money


def read(text, countries=""):
    return [(text[m.start : m.end], m.value, m.currency) for m in find_money(text, countries=countries.split())]


@pytest.mark.parametrize(
    ("text", "countries", "value", "currency"),
    [
        ("US$6 million", "", 6e6, "USD"),
        ("US$ 1.1 billion", "", 1.1e9, "USD"),
        ("$8.7 billion", "BR CL", 8.7e9, "USD"),
        ("€1.2bn", "", 1.2e9, "EUR"),
        ("5 million €", "", 5e6, "EUR"),
        ("530 million baht", "", 5.3e8, "THB"),
        ("Rp 16 trillion", "", 1.6e13, "IDR"),
        ("RM1.2 billion", "", 1.2e9, "MYR"),
        ("KD 20.4 million", "", 2.04e7, "KWD"),
        ("SDR 23.4 million", "", 2.34e7, "XDR"),
        ("two hundred million yen", "", 2e8, "JPY"),
        ("half a million dollars", "", 5e5, "USD"),
        ("one and a half million euros", "", 1.5e6, "EUR"),
        ("two thousand and fifty", "", None, None),
        ("two thousand fifty euros", "", 2050, "EUR"),
        ("a hundred and fifty million kip", "", 1.5e8, "LAK"),
        ("Rs 1,200 crore", "IN", 1.2e10, "INR"),
        ("1.2 lakh crore rupees", "", 1.2e12, "INR"),
        ("Rs 1,20,000", "IN", 120000, "INR"),
        ("USD 50m", "", 5e7, "USD"),
        ("50m USD", "", 5e7, "USD"),
        ("50 million US dollars", "", 5e7, "USD"),
        ("80 billion U.S. dollars", "CN", 8e10, "USD"),
        ("USD 1.5-billion", "", 1.5e9, "USD"),
        ("KRW 3 billion", "", 3e9, "KRW"),
        ("JPY1.5 billion", "", 1.5e9, "JPY"),
        ("Kes 36.2 billion", "", 3.62e10, "KES"),
        ("£58million", "", 5.8e7, "GBP"),
        ("P2.5 billion", "", 2.5e9, "PHP"),
        ("P5,000", "PH", 5000, "PHP"),
        ("N30 billion", "", 3e10, "NGN"),
        ("Sh40 million", "TZ", 4e7, "TZS"),
        ("49 million Croatian kuna", "", 4.9e7, "HRK"),
        ("25 million Canadian dollars", "US", 2.5e7, "CAD"),
        ("5 million Hong Kong dollars", "", 5e6, "HKD"),
        ("$5 million AUD", "", 5e6, "AUD"),
        ("A$9.8 million", "", 9.8e6, "AUD"),
        ("NT$3 billion", "", 3e9, "TWD"),
        ("EUR 1 200 000", "", 1.2e6, "EUR"),
        ("1.200.000 euros", "", 1.2e6, "EUR"),
        ("1,2 billion euros", "", 1.2e9, "EUR"),
    ],
)
def test_a_sum_is_read_whole(text, countries, value, currency):
    assert read(f"It gave {text}, they said.", countries) == ([(text, value, currency)] if currency else [])


@pytest.mark.parametrize(
    ("text", "countries", "currency"),
    [
        ("$100 million", "NR AU", "AUD"),
        ("$100 million", "AU ID", "USD"),
        ("$100 million", "", "USD"),
        ("¥500 million", "CN", "CNY"),
        ("¥500 million", "CN JP", "JPY"),
        ("¥500 million", "", "JPY"),
        ("50 million dinars", "TN", "TND"),
        ("Rs 2 million", "NP IN", "NPR"),
        ("Rs 2 million", "KR", "INR"),
        ("2 million pounds", "EG", "EGP"),
        ("2 million pounds", "EG GB", "GBP"),
        ("3 million pesos", "MX PH", "MXN"),
    ],
)
def test_the_countries_of_the_text_decide_what_a_shared_form_means(text, countries, currency):
    assert [found[2] for found in read(text, countries)] == [currency]


@pytest.mark.parametrize(
    "text",
    [
        "50 million dinars",
        "Sh40 million",
        "18% of 1,000 people on 33 hectares",
        "10 cents",
        "the COP 28 and TOP 10 lists, ALL 50 of them",
        "Euro 2020",
        "they won 3 and lost 11",
        "the N7 road",
        "millions of dollars",
        "20 million people",
        "P5,000",
        "ZZ$5 million",
        "from 2019 to 2021",
    ],
)
def test_what_is_no_money_or_has_no_known_currency_is_left_out(text):
    assert read(text) == []


def test_both_ends_of_a_range_are_sums_that_share_scale_and_currency():
    assert read("$3-5 million") == [("$3", 3e6, "USD"), ("5 million", 5e6, "USD")]
    assert read("$3 to $5 million") == [("$3", 3e6, "USD"), ("$5 million", 5e6, "USD")]
    assert read("$300-500") == [("$300", 300, "USD"), ("500", 500, "USD")]
    assert read("between $3 and $5 million") == [("$3", 3e6, "USD"), ("$5 million", 5e6, "USD")]
    assert read("between 3 and 5 million euros") == [("3", 3e6, "EUR"), ("5 million euros", 5e6, "EUR")]
    assert read("US$3 million to US$5 million") == [
        ("US$3 million", 3e6, "USD"),
        ("US$5 million", 5e6, "USD"),
    ]


def test_a_list_or_a_year_beside_a_sum_is_no_range():
    assert read("In 2015 to 5 million euros") == [("5 million euros", 5e6, "EUR")]
    assert read("in 2019 US$5 million") == [("US$5 million", 5e6, "USD")]
    assert read("US$5 million to 12 schools") == [("US$5 million", 5e6, "USD")]
    assert read("US$5 million to US$2 million") == [
        ("US$5 million", 5e6, "USD"),
        ("US$2 million", 2e6, "USD"),
    ]
    assert read("3 and 5 million euros") == [("5 million euros", 5e6, "EUR")]


def test_a_large_number_may_count_the_money_named_shortly_before():
    text = "They pledged 7 billion euros, of which 950 million for Syria and 2 billion in grants."
    assert [(m.value, m.currency, m.rule) for m in find_money(text)] == [
        (7e9, "EUR", "money.unit"),
        (9.5e8, "EUR", "money.carried"),
        (2e9, "EUR", "money.carried"),
    ]


def test_a_sum_without_a_currency_says_which_sum_names_it():
    text = "They pledged 7 billion euros, of which 950 million for Syria and 2 billion in grants."
    first, *others = find_money(text)
    assert first.names_currency is None
    assert {text[slice(*mention.names_currency)] for mention in others} == {"7 billion euros"}


@pytest.mark.parametrize(
    "text",
    [
        "It cost $7 million and serves 3 million people.",
        "It cost $7 million. The city has 3 million inhabitants.",
        "It cost $7 million.\nSubscribers: 3 million.",
        "It cost $7 million or 6 million euros, and 3 million for the road.",
        "It cost $7 million, 20 for each.",
        "Of 3 million, $2 million was paid.",
    ],
)
def test_no_other_number_counts_money(text):
    assert all(mention.rule != "money.carried" for mention in find_money(text))


def test_equivalents_are_sums_of_their_own():
    assert read("3.2 billion won (about US$2.4 million)") == [
        ("3.2 billion won", 3.2e9, "KRW"),
        ("US$2.4 million", 2.4e6, "USD"),
    ]
    assert read("$1.1 billion or some Rp 16 trillion") == [
        ("$1.1 billion", 1.1e9, "USD"),
        ("Rp 16 trillion", 1.6e13, "IDR"),
    ]


def test_the_unit_belongs_to_the_span_within_a_compound():
    assert read("a $100-million loan") == [("$100-million", 1e8, "USD")]
    assert read("a 50-million-dollar loan") == [("50-million-dollar", 5e7, "USD")]


@pytest.mark.parametrize(
    ("text", "approximate"),
    [
        ("US$6 million", False),
        ("about US$6 million", True),
        ("(around US$6 million)", True),
        ("more than US$6 million", True),
        ("US$6 million or so", True),
        ("US$6 million or some", False),
    ],
)
def test_an_approximate_sum_is_marked(text, approximate):
    assert [mention.approximate for mention in find_money(text)] == [approximate]


def test_the_rule_says_where_the_currency_stood():
    assert [mention.rule for mention in find_money("US$6; 6 euros; $3-5 million")] == [
        "money.prefix",
        "money.unit",
        "money.range",
        "money.range",
    ]


NUMBERS = st.decimals(min_value="0.01", max_value="99999999", places=2).map(lambda d: d.normalize())
SCALES = {"": 1, " thousand": 10**3, " million": 10**6, "m": 10**6, "bn": 10**9, " billion": 10**9, " crore": 10**7}
PREFIXES = {"US$": "USD", "€": "EUR", "USD ": "USD", "Rp ": "IDR", "RM": "MYR", "HK$": "HKD", "KRW ": "KRW"}
UNITS = {" yen": "JPY", " euros": "EUR", " US dollars": "USD", " baht": "THB", " THB": "THB", " Swiss francs": "CHF"}


@given(number=NUMBERS, scale=st.sampled_from(sorted(SCALES)), prefix=st.sampled_from(sorted(PREFIXES)))
def test_any_number_scale_and_prefix_come_back(number, scale, prefix):
    text = f"{prefix}{number:,f}{scale}"
    value = float(number * SCALES[scale])
    assert read(f"They pay {text} in all") == [(text, value, PREFIXES[prefix])]


@given(number=NUMBERS, scale=st.sampled_from(sorted(SCALES)), unit=st.sampled_from(sorted(UNITS)))
def test_any_number_scale_and_unit_come_back(number, scale, unit):
    text = f"{number:,f}{scale}{unit}"
    value = float(number * SCALES[scale])
    assert read(f"They pay {text} in all") == [(text, value, UNITS[unit])]


@given(st.text(alphabet="$€ 0123456789.,-mbn usdRp", max_size=60))
def test_spans_are_in_order_and_never_overlap(text):
    mentions = find_money(text)
    assert all(one.end <= other.start for one, other in pairwise(mentions))
    assert all(0 <= mention.start < mention.end <= len(text) for mention in mentions)


@given(
    st.lists(
        st.sampled_from(
            (
                "two",
                "hundred",
                "million",
                "half",
                "a",
                "An",
                "and a half",
                "one",
                "twenty-five",
                "crore",
                " ",
                "-",
                ", ",
                "amount",
            )
        )
    ).map("".join)
)
def test_numbers_in_words_are_found_wherever_the_whole_text_would_show_them(text: str) -> None:
    everywhere = [match.span() for match in numbers.number_words().finditer(text)]
    assert [match.span() for match in numbers.in_words(text)] == everywhere
