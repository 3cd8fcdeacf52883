"""What the page says to machines: descriptions in the terms of schema.org, sitemap.xml, llms.txt."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from coopdata.publish import layout
from coopdata.publish.contents import DOCUMENTATION, DOWNLOADS
from coopdata.publish.manifest import Files
from coopdata.publish.metadata.about import AUTHORS, DATA_LICENCE, DESCRIPTION, TITLE
from coopdata.publish.page.asking import Row
from coopdata.publish.page.records import Record
from coopdata.publish.page.rendering import Place, told, web_address

_CONTEXT = "https://schema.org"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ADDRESSES_IN_SITEMAP = 50_000
"""As the protocol has it (https://www.sitemaps.org/protocol.html)."""
_ORGANIZATION_TYPES = {
    "government": "GovernmentOrganization",
    "ministry": "GovernmentOrganization",
    "agency": "GovernmentOrganization",
    "university": "CollegeOrUniversity",
    "company": "Corporation",
}
"""Types of schema.org for kinds of organizations; all others are Organization."""


def described(record: Record, base_url: str | None, title: str) -> dict[str, Any]:
    """The JSON-LD of a record's page; `title` is what the page is called."""
    own = {
        "agreements": _agreement,
        "organizations": _organization,
        "people": _person,
        "countries": _country,
        "events": _event,
        "projects": _project,
        "documents": _document,
    }[record.kind.name](record)
    whole = {
        "@context": _CONTEXT,
        **own,
        "name": title,
        "identifier": record.identifier,
        "url": f"{base_url}{record.path}/" if base_url else None,
        "subjectOf": {"@type": "Dataset", "name": TITLE, "license": DATA_LICENCE["path"], "url": base_url},
    }
    return _known(whole)


def _agreement(record: Record) -> dict[str, Any]:
    return {
        "@type": "CreativeWork",
        "genre": record.row["instrument"].replace("_", " "),
        "abstract": record.row["purpose"],
        "dateCreated": record.row["signed"],
        "creativeWorkStatus": record.row["status"].replace("_", " "),
        "locationCreated": _placed(record.row["place"], record.row["place_country"]),
        "contributor": [
            _known({"@type": "Organization", "name": party["name"], "address": _address(party["country"])})
            for party in record.parts["parties"].rows
        ],
        "keywords": [row["topic"] for row in record.parts["topics"].rows],
        "isBasedOn": [_source(row) for row in record.parts["documents"].rows],
    }


def _organization(record: Record) -> dict[str, Any]:
    row = record.row
    return {
        "@type": _ORGANIZATION_TYPES.get(row["kind"] or "", "Organization"),
        "alternateName": [one["name"] for one in record.parts["names"].rows if one["name"] != row["name"]],
        "address": _address(row["country"]),
        "parentOrganization": {"@type": "Organization", "name": row["parent"]} if row["parent"] else None,
    }


def _person(record: Record) -> dict[str, Any]:
    held = record.parts["positions"].rows
    bodies = sorted({row["organization"] for row in held if row["organization"]})
    return {
        "@type": "Person",
        "jobTitle": list(dict.fromkeys(row["title"] for row in held)),
        "affiliation": [{"@type": "Organization", "name": body} for body in bodies],
    }


def _country(record: Record) -> dict[str, Any]:  # noqa: ARG001 - as the others
    return {"@type": "Country"}


def _event(record: Record) -> dict[str, Any]:
    row = record.row
    return {
        "@type": "Event",
        "startDate": row["start"],
        "endDate": row["end"],
        "location": _placed(row["place"], row["country"]),
    }


def _project(record: Record) -> dict[str, Any]:
    bodies = [{"@type": "Organization", "name": row["name"]} for row in record.parts["organizations"].rows]
    return {"@type": "Project", "foundingDate": record.row["start"], "member": bodies}


def _document(record: Record) -> dict[str, Any]:
    row = record.row
    return {**_source(row), "inLanguage": row["language"], "license": row["licence"], "sameAs": web_address(row["url"])}


def _placed(place: str | None, country: str | None) -> dict[str, Any] | None:
    return _known({"@type": "Place", "name": place, "address": _address(country)}) if place or country else None


def _address(country: str | None) -> dict[str, Any] | None:
    return {"@type": "PostalAddress", "addressCountry": country} if country else None


def _source(row: Row) -> dict[str, Any]:
    return _known(
        {
            "@type": "Article",
            "headline": row["title"],
            "datePublished": row["published"],
            "url": web_address(row["url"]),
            "publisher": {"@type": "Organization", "name": row["publisher"]} if row["publisher"] else None,
        }
    )


def _known(content: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in content.items() if value not in (None, [], {})}


def sitemaps(paths: Sequence[str], base_url: str) -> Iterator[tuple[str, bytes]]:
    """Every sitemap with its path: one file, or an index and files of 50,000 addresses each.

    `paths` are those of the pages, relative to `published/`.
    """
    addresses = [f"{base_url}{path.removesuffix('index.html')}" for path in paths]
    if len(addresses) <= _ADDRESSES_IN_SITEMAP:
        yield "sitemap.xml", _listing("urlset", "url", addresses)
        return
    files: list[str] = []
    for start in range(0, len(addresses), _ADDRESSES_IN_SITEMAP):
        files.append(f"site/sitemap-{len(files) + 1}.xml")
        yield files[-1], _listing("urlset", "url", addresses[start : start + _ADDRESSES_IN_SITEMAP])
    yield "sitemap.xml", _listing("sitemapindex", "sitemap", [f"{base_url}{file}" for file in files])


def _listing(whole: str, one: str, addresses: Iterable[str]) -> bytes:
    lines = "".join(f"<{one}><loc>{escape(address)}</loc></{one}>\n" for address in addresses)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{whole} xmlns="{_SITEMAP}">\n{lines}</{whole}>\n'.encode()


def llms_txt(release: str, files: Files, place: Place) -> bytes:
    """llms.txt, in the form of https://llmstxt.org: what is here and where programs that read text should begin.

    `files` are those that the release has.
    """
    root = place.base_url or ""
    folder = f"{root}{layout.RELEASES}/{release}/"
    pages = {
        "dictionary/index.html": told("dictionary.lead"),
        "quality/index.html": told("quality.lead"),
        "changes/index.html": told("changes.lead"),
    }
    listed = [file for file in (*DOCUMENTATION, *DOWNLOADS) if file.path in files]
    parts = [
        f"# {TITLE}",
        f"> {DESCRIPTION}",
        told("llms.records" if place.has_records else "llms.countries"),
        told("llms.cite", authors=AUTHORS, release=release, licence=DATA_LICENCE["title"]),
        "## " + told("llms.data"),
        "\n".join(f"- [{file.path}]({folder}{file.path}): {file.title}" for file in listed),
        "## " + told("llms.pages"),
        "\n".join(f"- [{path}]({root}{path}): {text}" for path, text in pages.items()),
    ]
    return ("\n\n".join(parts) + "\n").encode()
