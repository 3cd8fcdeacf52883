import pytest

from coopdata.documents import Sidecar, read_text

LEAD = "The two ministries signed a memorandum of understanding on trade in the capital on Friday."
HEADLINE = "Two ministries sign pact on trade"


def published(text: str, sidecar: str | None = None) -> tuple[str, str, str | None] | None:
    """Date, source, and the wording it was read from."""
    found = read_text(text, sidecar=Sidecar(published=sidecar)).published
    if found is None:
        return None
    return str(found.date), found.source, text[slice(*found.span)] if found.span else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{HEADLINE}\n\nDecember 2013\n\n{LEAD}", ("2013-12", "heading", "December 2013")),
        (f"Home » News » June 2022 » Space\n\n{HEADLINE}\n\n{LEAD}", ("2022-06", "heading", "June 2022")),
        (f"BELGRADE (29th July, 2021) {LEAD}", ("2021-07-29", "dateline", "29th July, 2021")),
        (f"{LEAD}\n\n(Latest Update June 9, 2022)", ("2022-06-09", "footer", "June 9, 2022")),
        (
            f"{HEADLINE}\n\n7 October 2022\n\n{LEAD}\n\nUpdated 9 October 2022",
            ("2022-10-07", "heading", "7 October 2022"),
        ),
        (f"AMMAN, Jan. 31 (Petra) -- {LEAD}", None),
        (f"{HEADLINE}\n\n{LEAD} It replaces the accord of 3 May 2019.", None),
        (f"{LEAD}\n\n© Gateway 2019", None),
        (
            f"Wed. Dec 1st, 2021 | World\nNov 26, 2021\n\n{HEADLINE}\n\n{LEAD}",
            ("2021-11-26", "heading", "Nov 26, 2021"),
        ),
        (f"{LEAD}\n\n(NAN)\n\nA club far away says January 2, 2019 was the day on which it sold him", None),
    ],
)
def test_the_date_is_read_where_texts_put_it(text: str, expected: tuple[str, str, str] | None) -> None:
    assert published(text) == expected


def test_the_sidecar_goes_first() -> None:
    assert published(f"{HEADLINE}\n\n7 October 2022\n\n{LEAD}", "2022-10-08") == ("2022-10-08", "sidecar", None)


def test_a_month_is_refined_by_a_day_within_it() -> None:
    text = f"{HEADLINE}\n\n7 October 2022\n\n{LEAD}"
    assert published(text, "2022-10") == ("2022-10-07", "heading", "7 October 2022")
    assert published(text, "2022-11") == ("2022-11", "sidecar", None)


def test_a_dateline_without_year_refines_a_month_or_year() -> None:
    text = f"AMMAN, Jan. 31 (Petra) -- {LEAD}"
    assert published(text, "2024-01") == ("2024-01-31", "dateline_partial", "Jan. 31")
    assert published(text, "2024") == ("2024-01-31", "dateline_partial", "Jan. 31")
    assert published(text, "2024-02") == ("2024-02", "sidecar", None)


def test_a_sidecar_date_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="not an ISO 8601 date"):
        published(LEAD, "June 2022")


def test_the_language_is_told_for_english_alone() -> None:
    assert read_text(LEAD).language == "en"
    assert read_text("Les deux ministères ont signé un accord de coopération à Vientiane vendredi.").language is None
    assert read_text("Kedua kementerian menandatangani nota kesepahaman pada hari Jumat.").language is None
