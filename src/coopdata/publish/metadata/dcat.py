"""dcat.jsonld: the release as a dataset of DCAT-AP 3, for the portals and catalogues of public data.

Follows DCAT-AP 3.0 (https://semiceu.github.io/DCAT-AP/releases/3.0.0) on top of DCAT 3, in JSON-LD 1.1. Every file
with data is a distribution; what explains them is documentation (``foaf:page``). What identifies them and where they
are, `addresses` says: the identifier of a distribution is that of the release, a number sign and the path; where the
public address is not known, addresses are relative, and whoever fetches this file resolves them against its own.

Codes are those of the EU's lists (http://publications.europa.eu/resource/authority/…) for themes, languages, countries,
access rights and types of file, and those of IANA for media types. Every thing that is pointed to has its type beside
it, so that the shapes of DCAT-AP can be checked on this file alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pycountry

from coopdata.publish.contents import DOCUMENTATION, ReleaseFile
from coopdata.publish.layout import ReleaseId
from coopdata.publish.manifest import Files
from coopdata.publish.metadata.about import AUTHORS, DATA_LICENCE, DESCRIPTION, KEYWORDS, LANGUAGE, THEMES, TITLE
from coopdata.publish.metadata.addresses import file_address, release_iri
from coopdata.publish.metadata.coverage import coverage
from coopdata.publish.metadata.datafiles import data_files
from coopdata.publish.metadata.datapackage import PROFILE
from coopdata.publish.model import ReleaseInputs
from coopdata.reference.media_types import media_types
from coopdata.tables.spec import Table

DCAT_AP = "https://semiceu.github.io/DCAT-AP/releases/3.0.0"
"""The standard of the description."""

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_EU = "http://publications.europa.eu/resource/authority"
_IANA = "https://www.iana.org/assignments/media-types"
_PRECISIONS = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}
"""The type of a date as exactly as it is known, by how long it is."""
_OWN_CODES = {"XK": "1A0"}
"""Countries that ISO 3166-1 does not have, by the code that the EU's list gives them."""

Node = dict[str, Any]


def dcat(
    tables: Sequence[Table], data: Mapping[str, pa.Table], files: Files, release: ReleaseId, inputs: ReleaseInputs
) -> Node:
    """The content of dcat.jsonld. `files` gives size and SHA-256 by path in the release, of all files with data."""
    iri = release_iri(str(release), files, inputs.base_url)
    agent = _thing(f"{iri}#publisher", "foaf:Agent") | {"foaf:name": AUTHORS}
    day = _date(release.day.isoformat())
    dataset: Node = {
        "@context": _CONTEXT,
        "@id": iri,
        "@type": "dcat:Dataset",
        "foaf:isPrimaryTopicOf": _record(iri, day),
        "dct:conformsTo": _thing(PROFILE, "dct:Standard"),
        "dct:title": _words(TITLE),
        "dct:description": _words(DESCRIPTION),
        "dct:identifier": iri,
        "dct:publisher": agent,
        "dct:creator": agent,
        "dcat:theme": [_theme(code) for code in THEMES],
        "dcat:keyword": [_words(keyword) for keyword in KEYWORDS],
        "dct:issued": day,
        "dct:modified": day,
        "dcat:version": str(release),
        "dct:accessRights": _thing(f"{_EU}/access-right/PUBLIC", "dct:RightsStatement"),
        **_covered(tables, data),
        "foaf:page": [_page(file, str(release), inputs.base_url) for file in DOCUMENTATION],
        "dcat:distribution": [
            _distribution(file, iri, files, str(release), inputs.base_url) for file in data_files(tables, files)
        ],
    }
    return {key: value for key, value in dataset.items() if value not in (None, [])}


def _record(iri: str, day: Node) -> Node:
    """The description itself, which is what conforms to DCAT-AP; what the dataset conforms to is another matter."""
    return _thing(f"{iri}#record", "dcat:CatalogRecord") | {
        "foaf:primaryTopic": _thing(iri, "dcat:Resource"),
        "dct:modified": day,
        "dct:conformsTo": _thing(DCAT_AP, "dct:Standard"),
    }


def _covered(tables: Sequence[Table], data: Mapping[str, pa.Table]) -> Node:
    covered = coverage(tables, data)
    languages = sorted({LANGUAGE, *covered.languages})
    return {
        "dct:temporal": _period(*covered.period) if covered.period else None,
        "dct:spatial": [_thing(f"{_EU}/country/{code}", "dct:Location") for code in _countries(covered.countries)],
        "dct:language": [_thing(f"{_EU}/language/{code}", "dct:LinguisticSystem") for code in _languages(languages)],
    }


def _period(start: str, end: str) -> Node:
    return {"@type": "dct:PeriodOfTime", "dcat:startDate": _date(start), "dcat:endDate": _date(end)}


def _countries(codes: Sequence[str]) -> Iterator[str]:
    """The codes of the EU's list of countries: those of ISO 3166-1 alpha-3."""
    for code in codes:
        country = pycountry.countries.get(alpha_2=code)
        yield country.alpha_3 if country else _OWN_CODES[code]


def _languages(codes: Sequence[str]) -> Iterator[str]:
    """The codes of the EU's list of languages: those of ISO 639-3 in capitals."""
    known = {language.alpha_2: language.alpha_3 for language in pycountry.languages if hasattr(language, "alpha_2")}
    return (known[code].upper() for code in codes)


def _distribution(file: ReleaseFile, iri: str, files: Files, release: str, base_url: str | None) -> Node:
    size, digest = files[file.path]
    address = _thing(file_address(file.path, release, base_url), "rdfs:Resource")
    kind = media_types()[file.media_type]
    distribution: Node = {
        "@id": f"{iri}#{file.path}",
        "@type": "dcat:Distribution",
        "dct:title": _words(file.title),
        "dct:license": _thing(DATA_LICENCE["path"], "dct:LicenseDocument"),
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
        "dct:format": {"@type": "dct:MediaTypeOrExtent", "rdfs:label": kind.name},
        "dcat:byteSize": {"@value": str(size), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": _thing("spdx:checksumAlgorithm_sha256", "spdx:ChecksumAlgorithm"),
            "spdx:checksumValue": {"@value": digest, "@type": "xsd:hexBinary"},
        },
    }
    if kind.file_type:
        distribution["dct:format"] = _thing(f"{_EU}/file-type/{kind.file_type}", "dct:MediaTypeOrExtent")
    if kind.registered:
        distribution["dcat:mediaType"] = _thing(f"{_IANA}/{kind.media_type}", "dct:MediaType")
    return distribution


def _page(file: ReleaseFile, release: str, base_url: str | None) -> Node:
    return _thing(file_address(file.path, release, base_url), "foaf:Document") | {"dct:title": _words(file.title)}


def _theme(code: str) -> Node:
    return _thing(f"{_EU}/data-theme/{code}", "skos:Concept") | {"skos:prefLabel": _words(THEMES[code])}


def _thing(iri: str, kind: str) -> Node:
    return {"@id": iri, "@type": kind}


def _words(text: str) -> Node:
    return {"@value": text, "@language": LANGUAGE}


def _date(date: str) -> Node:
    return {"@value": date, "@type": _PRECISIONS[len(date)]}
