"""The pages as they are read without JavaScript: what they show of the data, and that they show nothing else."""

import json
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coopdata.publish import latest_release_dir, layout, publish
from coopdata.publish.page import build_page
from coopdata.publish.page.asking import asking, labels
from coopdata.publish.page.machines import sitemaps
from coopdata.publish.page.record_pages import record_pages
from coopdata.publish.page.rendering import Place, Templates, name, shown
from coopdata.publish.parquet import to_arrow, write_parquet
from coopdata.reference.page_texts import SCRIPT, page_texts
from coopdata.resolve.corrections import read_corrections
from coopdata.tables.catalogue import TABLES, table
from tests.page.building import built, with_row
from tests.page.conftest import BASE, REPOSITORY
from tests.page.pages import Pages, read_page
from tests.publish.conftest import AGREEMENT, DOCUMENT, INPUTS, statement, tiny_frames
from tests.publish.hostile import hostile_frames, hostile_text

SOURCE = Path(__file__).parents[2] / "src" / "coopdata" / "publish" / "page"
SHAPES = ("agreements", "organizations", "people", "countries", "events")
"""The kinds of records of which the project's own texts tell."""


def rows(site: Path, name: str) -> list[dict[str, Any]]:
    release = latest_release_dir(site)
    assert release is not None
    found: list[dict[str, Any]] = pq.ParquetFile(release / layout.parquet_path(name)).read().to_pylist()
    return found


def words(text: str) -> str:
    return " ".join(text.split())


# --- well made


def test_every_page_closes_what_it_opens_and_names_each_place_once(pages: Pages, hostile_pages: Pages) -> None:
    for path, page in {**pages, **hostile_pages}.items():
        assert not page.faults, path
        assert len(page.ids) == len(set(page.ids)), path


def test_every_page_has_a_language_a_title_a_description_and_one_heading(pages: Pages) -> None:
    for path, page in pages.items():
        assert page.one("html").attributes["lang"] == "en", path
        assert page.one("title").text.strip(), path
        assert page.one("meta", name="description").attributes["content"], path
        assert len(page.all("h1")) == 1, path


def test_every_record_of_the_release_has_a_page_and_no_other_has(site: Path, pages: Pages) -> None:
    for kind in ("agreements", "organizations", "people", "events", "projects", "documents"):
        identifiers = {row[table(kind).key[0]] for row in rows(site, kind)}
        assert {path.split("/")[1] for path in pages if path.startswith(f"{kind}/")} == identifiers


# --- links


def broken(site: Path, pages: Pages) -> Iterator[str]:
    for path, page in pages.items():
        for element, _, address in page.links:
            parts = urlsplit(address)
            if parts.scheme or (element.tag == "link" and element.attributes.get("rel") == "canonical"):
                continue
            joined = posixpath.join(posixpath.dirname(path), unquote(parts.path))
            target = posixpath.normpath(joined) if parts.path else path
            place = unquote(parts.fragment)
            leads = not target.startswith("..") and (site / target).is_file()
            of_scripts = not place or place.startswith("/") or target not in pages
            if not leads or not (of_scripts or place in pages[target].ids):
                yield f"{path}: {address}"


def test_every_link_leads_to_a_file_of_the_folder_and_every_fragment_to_a_place(site: Path, pages: Pages) -> None:
    assert list(broken(site, pages)) == []


def test_every_link_of_hostile_pages_leads_to_a_file_of_the_folder(hostile_site: Path, hostile_pages: Pages) -> None:
    assert list(broken(hostile_site, hostile_pages)) == []


def test_nothing_is_loaded_from_another_host(pages: Pages, hostile_pages: Pages) -> None:
    for path, page in {**pages, **hostile_pages}.items():
        for element, attribute, address in page.links:
            if urlsplit(address).scheme or address.startswith("//"):
                loads = element.tag not in ("a", "blockquote") and element.attributes.get("rel") != "canonical"
                assert not loads, f"{path}: {element.tag} {attribute}={address}"


def test_links_to_other_hosts_are_documents_licences_and_nothing_else(site: Path, pages: Pages) -> None:
    known = {row["url"] for row in rows(site, "documents")}
    known |= {"https://creativecommons.org/licenses/by/4.0/", "https://opensource.org/license/mit"}
    addresses = {address for page in pages.values() for _, _, address in page.links if urlsplit(address).scheme}

    assert addresses <= known


def test_pages_run_no_script_but_files_of_the_folder(pages: Pages) -> None:
    for page in pages.values():
        for script in page.all("script"):
            assert "src" in script.attributes or script.attributes["type"] == "application/ld+json"
        assert "script-src" not in (page.all("meta")[1].attributes["content"] or "")


# --- believe


def test_the_page_of_an_agreement_shows_every_statement_with_its_words_offsets_rule_and_document(
    site: Path, pages: Pages
) -> None:
    documents = {row["document_id"]: row for row in rows(site, "documents")}
    told = [row for row in rows(site, "statements") if row["table"].startswith("agreement")]
    assert told
    for row in told:
        page = pages[f"agreements/{row['record_id'].split('/')[0]}/index.html"]
        figures = [words(one.text) for one in page.all("figure")]
        document = documents[row["document_id"]]
        wanted = (words(shown(row["original"])), f"{row['start']}–{row['end']}", row["rule"], document["title"])
        assert any(all(part in figure for part in wanted) for figure in figures), row


def test_quoted_words_are_marked(pages: Pages, site: Path) -> None:
    originals = {words(row["original"]) for row in rows(site, "statements") if row["table"] == "agreements"}
    marked = {
        words(one.text) for path, page in pages.items() if path.startswith("agreements/") for one in page.all("mark")
    }

    assert originals <= marked


def test_where_documents_differ_the_page_shows_what_each_says(tmp_path: Path) -> None:
    frames = tiny_frames()
    other = statement("z", "2022", "agreements", record=AGREEMENT, field="signed", value="2022")
    row = {**frames["statements"].iloc[0].to_dict(), **other, "chosen": False}
    frames["statements"] = with_row(frames["statements"], row)
    site = built(tmp_path, frames)

    page = read_page((site / "agreements" / AGREEMENT / "index.html").read_text(encoding="utf-8"))

    field = page.one("section", id="evidence.agreements.signed")
    assert "Signed: 2022-05-05" in words(field.text)
    assert "Documents also say: 2022" in words(field.text)
    assert words(page.one("figure", class_="evidence other").text).startswith("2022 ")


def test_a_value_that_very_many_documents_state_is_shown_with_some_of_them_and_the_count(tmp_path: Path) -> None:
    frames = tiny_frames()
    pattern = frames["statements"].iloc[3].to_dict()
    for number in range(30):
        letters = chr(97 + number // 26) + chr(97 + number % 26)
        frames["statements"] = with_row(frames["statements"], {**pattern, "statement_id": f"stm_{letters}zzzzzzzz"})
    frames["statements"] = frames["statements"].sort_values("statement_id", ignore_index=True)
    site = built(tmp_path, frames)

    page = read_page((site / "organizations" / pattern["record_id"] / "index.html").read_text(encoding="utf-8"))

    assert len(page.all("figure")) == 20
    assert "20 of 31 are shown." in page.text
    assert json.loads((site / "organizations" / pattern["record_id"] / "record.json").read_bytes())["totals"] == {
        "statements": 31
    }


# --- documents


def test_the_page_of_a_document_says_where_it_is_from_and_all_that_was_read_from_it(site: Path, pages: Pages) -> None:
    told = rows(site, "statements")
    for document in rows(site, "documents"):
        page = pages[f"documents/{document['document_id']}/index.html"]
        own = {row["record_id"].split("/")[0] for row in told if row["document_id"] == document["document_id"]}
        linked = {address.split("/")[-2] for _, _, address in page.links if address.endswith("/index.html")}
        facts = words(page.all("dl")[0].text)
        assert page.one("h1").text == document["title"]
        assert f"Publisher{document['publisher']}" in facts
        assert document["published"] in facts
        assert "Licence of the textnot known; assume all rights reserved" in facts
        assert document["sha256"] in facts
        assert {one for one in own if one.startswith(("agr_", "org_", "per_"))} <= linked


def test_evidence_leads_to_the_page_of_its_document(site: Path, pages: Pages) -> None:
    for row in rows(site, "statements"):
        kind, identifier = {"agr": "agreements", "org": "organizations"}.get(row["record_id"][:3]), row["record_id"]
        if kind is not None:
            page = pages[f"{kind}/{identifier.split('/')[0]}/index.html"]
            assert f"../../documents/{row['document_id']}/index.html" in {address for _, _, address in page.links}


def test_documents_that_tell_the_same_story_or_replace_one_another_lead_to_each_other(tmp_path: Path) -> None:
    frames = tiny_frames()
    first = frames["documents"].iloc[0].to_dict()
    others = {
        "doc_bbbbbbbbbb": {"duplicate_of": first["document_id"]},
        "doc_cccccccccc": {"replaces": "doc_bbbbbbbbbb"},
    }
    for identifier, of in others.items():
        row = {**first, "document_id": identifier, "raw_path": f"documents/{identifier}.txt", **of}
        frames["documents"] = with_row(frames["documents"], row)
    site = built(tmp_path, frames)

    def versions(identifier: str) -> str:
        page = read_page((site / "documents" / identifier / "index.html").read_text(encoding="utf-8"))
        return words(page.one("section", id="versions").text)

    twin = read_page((site / "documents" / "doc_bbbbbbbbbb" / "index.html").read_text(encoding="utf-8"))
    assert "the bytes of another document" in twin.one("p", class_="note").text
    assert "counted as one with this document: documents/doc_bbbbbbbbbb.txt" in versions(DOCUMENT)
    assert "which tells the same story: documents/a.txt" in versions("doc_bbbbbbbbbb")
    assert "A newer version of this page: documents/doc_cccccccccc.txt" in versions("doc_bbbbbbbbbb")
    assert "An older version of this page: documents/doc_bbbbbbbbbb.txt" in versions("doc_cccccccccc")


# --- report an error


def test_the_line_for_corrections_is_one_that_the_reader_of_corrections_takes(
    site: Path, pages: Pages, tmp_path: Path
) -> None:
    hashes = {row["sha256"] for row in rows(site, "documents")}
    fields = {(row["record_id"], row["field"]) for row in rows(site, "statements")}
    lines = [
        code.text
        for path, page in pages.items()
        for code in page.all("code")
        if path.split("/")[0] in SHAPES and "," in code.text and code.text.endswith(tuple(hashes))
    ]
    assert len(lines) > 50
    written = "\n".join(["record,field,value,reason,document_hash", *lines])
    (tmp_path / "corrections.csv").write_text(written + "\n", encoding="utf-8")

    corrections, problems = read_corrections(tmp_path / "corrections.csv")

    assert problems == []
    assert {(one.record, one.field) for one in corrections} <= fields
    assert {one.document_hash for one in corrections} <= hashes


def test_a_report_opens_filled_in_where_the_repository_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COOPDATA_REPOSITORY_URL", REPOSITORY)
    site = built(tmp_path, tiny_frames(), BASE)

    page = read_page((site / "agreements" / AGREEMENT / "index.html").read_text(encoding="utf-8"))

    (address,) = [address for _, _, address in page.links if address.startswith(f"{REPOSITORY}/issues/new?")]
    form = parse_qs(urlsplit(address).query)
    assert AGREEMENT in form["title"][0]
    assert f"{BASE}agreements/{AGREEMENT}/" in form["body"][0]


def test_a_repository_that_is_no_address_of_the_web_is_told_and_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COOPDATA_REPOSITORY_URL", "javascript:alert(1)")
    release = publish(tiny_frames(), INPUTS, tmp_path).directory

    (note,) = build_page(tmp_path, release, None)

    assert "COOPDATA_REPOSITORY_URL" in note
    assert "javascript:" not in (tmp_path / "index.html").read_text(encoding="utf-8")


# --- names


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("Ministry of Health", "<bdi>"),
        ("Société générale", "<bdi>"),
        ("ກະຊວງ ອຸດສາຫະກໍາ", '<bdi lang="lo">'),
        ("산업통상자원부", '<bdi lang="ko">'),
        ("日本貿易振興機構ジェトロ", '<bdi lang="ja">'),
        ("商务部", '<bdi lang="und-Hani">'),
        ("وزارة الاقتصاد", '<bdi lang="und-Arab" dir="rtl">'),
        ("Somsak Keomany (ສົມສັກ)", "<bdi>"),
    ],
)
def test_a_name_stands_apart_with_the_language_its_letters_tell(text: str, opening: str) -> None:
    assert name(text) == f"{opening}{text}</bdi>"


def test_a_language_that_is_no_tag_gets_into_no_attribute() -> None:
    assert name("x", '"><script>') == "<bdi>x</bdi>"


# --- whatever the data holds


ALLOWED = frozenset(
    """a abbr bdi blockquote body br button caption code dd details div dl dt em figcaption figure footer form h1 h2 h3
    h4 head header html input label li link main mark meta meter nav output p pre script section span strong summary
    table tbody td th thead time title tr ul""".split()  # noqa: SIM905 - forty quoted words are hard to read
)
"""The elements that the templates write."""


def test_no_text_of_the_data_becomes_an_element_or_an_attribute(hostile_pages: Pages) -> None:
    made = {(one.tag, *one.attributes) for page in hostile_pages.values() for one in page.elements}

    assert {tag for tag, *_ in made} <= ALLOWED
    assert not {names for names in made if any(attribute.startswith("on") for attribute in names[1:])}
    for page in hostile_pages.values():
        for _, _, address in page.links:
            assert urlsplit(address).scheme in ("", "http", "https")


def test_hostile_titles_stay_text(hostile_site: Path, hostile_pages: Pages) -> None:
    for row in rows(hostile_site, "agreements"):
        heading = hostile_pages[f"agreements/{row['agreement_id']}/index.html"].one("h1").text
        expected = words(shown(row["title"][:1].upper() + row["title"][1:]))
        assert words(heading) == expected


def test_descriptions_for_machines_stay_json_whatever_they_hold(hostile_pages: Pages) -> None:
    for path, page in hostile_pages.items():
        for script in page.all("script", type="application/ld+json"):
            assert json.loads(script.text)["@context"] == "https://schema.org", path


@settings(max_examples=8, deadline=None)
@given(st.lists(hostile_text(), min_size=1, max_size=3))
@example(["</script><script>alert(1)//", "{{ 7*7 }}", "\u202egnp.exe"])
def test_any_text_shows_as_its_characters_on_every_page(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("tables")
    for spec in TABLES:
        write_parquet(to_arrow(spec, hostile_frames(texts)[spec.name]), folder / layout.parquet_path(spec.name))
    place = Place(None, None)
    with asking(folder) as release:
        pages = list(record_pages(release, Templates(labels(release), place), place))

    for made in pages:
        assert json.loads(made.json())
        page = read_page(made.html().decode("utf-8"))
        assert not page.faults
        assert {one.tag for one in page.elements} <= ALLOWED
        if made.path.startswith("organizations/"):
            assert words(page.one("h1").text) in {words(shown(text)) for text in texts}


# --- for machines


def test_record_json_has_the_row_and_all_that_hangs_on_it(site: Path) -> None:
    for row in rows(site, "agreements"):
        content = json.loads((site / "agreements" / row["agreement_id"] / "record.json").read_bytes())
        own = [one for one in rows(site, "agreement_parties") if one["agreement_id"] == row["agreement_id"]]
        assert content["record"] == row
        assert [one["organization_id"] for one in content["parties"]] == [one["organization_id"] for one in own]
        assert content["statements"]


def test_the_landing_page_describes_the_dataset(pages: Pages, site: Path) -> None:
    described = json.loads(pages["index.html"].one("script", type="application/ld+json").text)

    assert described["@type"] == "Dataset"
    for download in described["distribution"]:
        assert (site / download["contentUrl"]).stat().st_size == int(download["contentSize"])


def test_the_landing_page_lists_files_with_the_hashes_of_the_manifest(pages: Pages, site: Path) -> None:
    release = latest_release_dir(site)
    assert release is not None
    manifest = json.loads((release / layout.MANIFEST).read_bytes())
    shown_hashes = {one.text for one in pages["index.html"].all("code", class_="hash")}
    tables = [
        file["sha256"] for file in manifest["files"] if file["path"].startswith(("csv/", "parquet/", "downloads/"))
    ]

    assert set(tables) <= shown_hashes


def test_a_sitemap_is_written_where_the_public_address_is_known(hostile_site: Path, site: Path) -> None:
    listed = re.findall("<loc>(.*?)</loc>", (hostile_site / "sitemap.xml").read_text(encoding="utf-8"))
    pages = [path for path in hostile_site.rglob("index.html") if "releases" not in path.parts]

    assert len(listed) == len(set(listed)) == len(pages)
    assert all((hostile_site / address.removeprefix(BASE) / "index.html").is_file() for address in listed)
    assert not (site / "sitemap.xml").exists()


def test_more_addresses_than_a_sitemap_may_hold_are_parted() -> None:
    made = dict(sitemaps([f"agreements/{number}/index.html" for number in range(50_001)], BASE))

    assert [content.count(b"<loc>") for content in made.values()] == [50_000, 1, 2]
    assert f"<loc>{BASE}site/sitemap-2.xml</loc>".encode() in made["sitemap.xml"]


def test_llms_txt_leads_to_files_that_are_there(site: Path) -> None:
    text = (site / "llms.txt").read_text(encoding="utf-8")
    links = re.findall(r"\]\((.*?)\)", text)

    assert text.startswith("# ")
    assert len(links) > 10
    assert all((site / link).is_file() for link in links)


# --- texts


def test_every_text_is_used_and_every_text_that_is_used_is_there() -> None:
    sources = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*")) if path.suffix in (".html", ".py")
    )
    named = set(re.findall(r'"([a-z]+\.[a-z_]+)"', sources))
    prefixes = ("count.", "evidence.", "relation.")  # asked for with the name of a table or relation
    own = {key for key in page_texts() if not key.startswith(SCRIPT)}

    assert set(re.findall(r'"([a-z_.]+)"\|t\b', sources)) <= own
    assert {key for key in own if not key.startswith(prefixes) and not key.endswith(".description")} <= named
