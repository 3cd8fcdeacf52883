from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdata.documents import Document, Sidecar, read_text

RAW = Path(__file__).parents[2] / "raw" / "documents"
LEAD = "The two ministries signed a memorandum of understanding on trade in the capital on Friday."


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, document.view.text[block.start : block.end]) for block in document.blocks]


def short(document: Document) -> list[tuple[str, str]]:
    """Kinds and texts, running text by its first two words."""
    return [(kind, text if kind != "body" else " ".join(text.split()[:2])) for kind, text in kinds(document)]


def of(text: str) -> list[tuple[str, str]]:
    return kinds(read_text(text))


@pytest.fixture(scope="module")
def jetro() -> Document:
    return read_text((RAW / "000_1279a95556bda309.txt").read_bytes().decode(), sidecar=Sidecar(publisher="JETRO"))


@pytest.fixture(scope="module")
def vientiane_times() -> Document:
    return read_text((RAW / "001_aff6d0383df8344f.txt").read_bytes().decode())


def test_a_numbered_site_path_a_list_and_captions_are_told_apart(jetro: Document) -> None:
    headline = "MOC signed between Laotian Government and JETRO"
    assert short(jetro) == [
        ("crumb", "Site Top"),
        ("crumb", "About Us"),
        ("crumb", "JETRO Topics"),
        ("crumb", headline),
        ("crumb", "JETRO Topics"),
        ("headline", headline),
        ("dateline", "December 2013"),
        ("body", "On December"),
        ("body", "In recent"),
        ("list_item", "Promoting trade between both countries"),
        (
            "list_item",
            "Promoting investment between both countries, in particular Japanese investment into Laos",
        ),
        ("list_item", "Developing and promoting Lao industry"),
        ("list_item", jetro.text.splitlines()[18].strip().removeprefix("4. ")),
        ("body", "While a"),
        ("caption", "Signing of the MOC before PM Thongsing (left) and PM Abe"),
        ("caption", "Deputy Foreign Minister Alounkeo (left) and Chairman Ishige exchanging copies of the MOC"),
    ]


def test_a_date_heading_gives_title_and_month(jetro: Document) -> None:
    assert jetro.title == "MOC signed between Laotian Government and JETRO"
    assert jetro.title_span is not None
    assert jetro.text[slice(*jetro.title_span)] == jetro.title
    assert jetro.published is not None
    assert jetro.published.span is not None
    assert (str(jetro.published.date), jetro.published.source) == ("2013-12", "heading")
    assert jetro.text[slice(*jetro.published.span)] == "December 2013"
    assert (jetro.language, jetro.byline) == ("en", None)


def test_a_headline_glued_to_the_lead_is_a_block_of_its_own(vientiane_times: Document) -> None:
    found = short(vientiane_times)
    assert found[:2] == [("headline", "Laos, S. Korea partner to empower SMEs, startups"), ("body", "Small and")]
    assert found[-2:] == [("byline", "By Times Reporters"), ("footer", "(Latest Update June 9, 2022)")]
    assert {kind for kind, _ in found[1:-2]} == {"body"}


def test_a_footer_gives_the_date_and_a_byline_the_authors(vientiane_times: Document) -> None:
    assert vientiane_times.title == "Laos, S. Korea partner to empower SMEs, startups"
    assert vientiane_times.published is not None
    assert (str(vientiane_times.published.date), vientiane_times.published.source) == ("2022-06-09", "footer")
    assert (vientiane_times.byline, vientiane_times.language) == ("Times Reporters", "en")


def test_no_sentence_crosses_a_block(jetro: Document, vientiane_times: Document) -> None:
    for document in (jetro, vientiane_times):
        for sentence in document.sentences:
            block = document.blocks[sentence.block]
            assert block.start <= sentence.start < sentence.end <= block.end


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Home > News", "crumb"),
        ("Home » News » Trade", "crumb"),
        ("News | National", "crumb"),
        ("Home>News Articles>2013>", "crumb"),
        ("ADVERTISEMENT", "crumb"),
        ("Politics", "crumb"),
        ("27 April 2018", "dateline"),
        ("Posted on May 25, 2022", "dateline"),
        ("National | January 2024", "dateline"),
        ("Wednesday, 8th May 2019", "dateline"),
        ("date 2022-03-01", "dateline"),
        ("Sept. 18 (UPI)", "dateline"),
        ("Xinhua, November 19, 2015     Adjust font size:", "dateline"),
        ("[View on Sydney]", "caption"),
        ("(Photo: Petra)", "caption"),
        ("By Times Reporters", "byline"),
        ("(Text: Prime Minister's Media Adviser)", "byline"),
    ],
)
def test_lines_above_the_headline_show_what_they_are(line: str, kind: str) -> None:
    headline = "Two ministries sign pact on trade"
    assert of(f"{line}\n\n{headline}\n\n{LEAD}\n\n{LEAD}") == [
        (kind, " ".join(line.split())),
        ("headline", headline),
        ("body", LEAD),
        ("body", LEAD),
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("[Photo: The ministers. Agency]", "caption"),
        ("Signing of the accord before the two ministers", "caption"),
        ("Source: press release, Korean only", "footer"),
        ("For the Ministry of Trade: Ana Quispe", "body"),
        ("Tags: Laos · Trade", "footer"),
        ("Read more National news", "footer"),
        (">> More in Aviation", "footer"),
        ("(NAN)", "footer"),
        ("(T/RE1)", "footer"),
        ("© Gateway 2019", "footer"),
        ("Mi’raj News Agency (MINA)", "footer"),
        ("(Latest Update June 9, 2022)", "footer"),
        ("By Anna Smith and Paul Jones", "byline"),
    ],
)
def test_lines_below_the_text_show_what_they_are(line: str, kind: str) -> None:
    assert [found for found, _ in of(f"{LEAD}\n\n{LEAD}\n\n{line}\n")] == ["body", "body", kind]


@pytest.mark.parametrize(
    ("opening", "rest"),
    [
        ("AMMAN, Jan. 31 (Petra) --", LEAD),
        ("Amman, Jan. 31 (Petra) --", LEAD),
        ("Seoul, MINA –", LEAD),
        ("KATHMANDU:", LEAD),
        ("CEBU CITY, Philippines –", LEAD),
        ("Asunción, Agencia IP.-", LEAD),
        ("BELGRADE (29th July, 2021)", LEAD),
    ],
)
def test_place_and_agency_part_from_the_lead(opening: str, rest: str) -> None:
    assert of(f"{opening} {rest}") == [("dateline", opening), ("body", rest)]


@pytest.mark.parametrize(
    "lead", ["Kenya Airways - The Pride of Africa - said it had signed a pact with Air France.", LEAD]
)
def test_a_lead_without_dateline_stays_whole(lead: str) -> None:
    assert of(lead) == [("body", lead)]


def test_bars_and_rulers_are_no_blocks() -> None:
    assert of(f"{LEAD}\n   | \n | \u00a0 |\n---\n{LEAD}") == [("body", LEAD), ("body", LEAD)]


def test_a_hard_wrapped_paragraph_is_one_block() -> None:
    wrapped = "The two ministries signed a memorandum of understanding on trade in\nthe capital on Friday.\n"
    assert of(wrapped + "\n" + wrapped) == [("body", LEAD), ("body", LEAD)]


def test_a_wrapped_line_may_start_with_a_capital() -> None:
    text = (
        "Ministers of both countries met at the headquarters of the bank in\n"
        "Kuala Lumpur to sign the accord they had been preparing since the\n"
        "summit of last year in Jakarta.\n"
    )
    assert [text for _, text in of(text)] == [" ".join(text.split())]


def test_lines_that_are_sentences_are_blocks_each() -> None:
    assert of(f"{LEAD}\n{LEAD}") == [("body", LEAD), ("body", LEAD)]


def test_list_items_come_without_their_markers() -> None:
    text = f"{LEAD}\n\nThe pact provides for\n - more trade;\n • staff exchange\n 3) joint fairs.\n\n{LEAD}"
    assert of(text)[1:-1] == [
        ("body", "The pact provides for"),
        ("list_item", "more trade;"),
        ("list_item", "staff exchange"),
        ("list_item", "joint fairs."),
    ]


def test_points_in_whole_sentences_are_text_wherever_they_stand() -> None:
    point = "The Commission of Arica heard on Monday that the port of Ilo has concluded a lease with its neighbour."
    found = of(f"Minutes of the meeting\n\n1. {point}\n2. {point}\n\n{LEAD}\n\n3. {point}\n\nClosing\n\n4. {point}")
    assert [kind for kind, text in found if text == point] == ["list_item"] * 4


def test_short_marked_lines_before_the_lead_are_navigation() -> None:
    assert of(f"Ports agree on trade in the south\n\n- Minister visits the port of Ilo\n- Contact us\n\n{LEAD}")[
        1:3
    ] == [
        ("crumb", "Minister visits the port of Ilo"),
        ("crumb", "Contact us"),
    ]


def test_long_marked_lines_before_the_first_sentence_are_the_list_of_the_text() -> None:
    item = "Agreement between the Government of Peru and the Government of Chile on fisheries"
    memo = "Memorandum of Understanding between the Ministry of Trade and the Ministry of Industry"
    text = f"Outcomes of the visit of the president\n\n1. {item}\nSigned by: Ana Soto\n\n2. {memo}\n\n{LEAD}"

    assert of(text)[1:] == [
        ("list_item", item),
        ("body", "Signed by: Ana Soto"),
        ("list_item", memo),
        ("body", LEAD),
    ]


def test_rows_under_a_colon_are_items() -> None:
    text = f"{LEAD}\n\nThe shares are:\n\n  Ethiopian Airlines    49%\n  Nigerian investors    46%\n\n{LEAD}"
    assert of(text)[2:4] == [("list_item", "Ethiopian Airlines 49%"), ("list_item", "Nigerian investors 46%")]


def test_a_heading_between_paragraphs_is_no_title() -> None:
    document = read_text(f"Ministries sign pact on trade\n\n{LEAD}\n\nMoney for partners\n\n{LEAD}")
    assert kinds(document)[2] == ("headline", "Money for partners")
    assert document.title == "Ministries sign pact on trade"


def test_the_last_step_of_a_trail_is_the_title_where_no_headline_stands() -> None:
    document = read_text(f"Home / News / Morocco and Senegal sign three texts\n\n{LEAD}")
    assert document.title == "Morocco and Senegal sign three texts"
    assert read_text(f"News > South Korea\n\n{LEAD}").title is None


def test_the_publisher_is_not_taken_for_the_headline() -> None:
    text = f"Ministry of Foreign Affairs of Japan\n\nJapan-Laos summit held\n\n{LEAD}"
    assert read_text(text, sidecar=Sidecar(publisher="Ministry of Foreign Affairs of Japan")).title == (
        "Japan-Laos summit held"
    )


@pytest.mark.parametrize("text", ["", "   ", "|", "Home", "1.", "1. >", "A > B", "> ", "[", "\u200b", "Mr.\nMr."])
def test_a_scrap_of_text_has_a_layout_too(text: str) -> None:
    document = read_text(text)
    assert all(block.start < block.end for block in document.blocks)


@given(st.text(alphabet=st.sampled_from("aB. \n\t|-•>1()[]:/–\u00a0é")))
def test_blocks_lie_in_order_parted_by_one_newline_and_hold_all_sentences(text: str) -> None:
    document = read_text(text)
    assert "\n".join(content for _, content in kinds(document)) == document.view.text
    covered = [(sentence.block, sentence.start, sentence.end) for sentence in document.sentences]
    assert covered == sorted(covered)
    assert {sentence.block for sentence in document.sentences} == set(range(len(document.blocks)))
