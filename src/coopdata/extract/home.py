"""The state that a document is at home in: that of its publisher.

A newspaper writes "the government" and "Parliament" of its own state without naming it. The publisher tells which
that is by the state in its name, by being a known organization, or by the country domain of its address.
"""

from urllib.parse import urlsplit

from coopdata.documents.model import Sidecar
from coopdata.extract.lexicon import Kind, Lexicon
from coopdata.reference.countries import country_names
from coopdata.reference.organizations import KnownOrganization
from coopdata.reference.wordlists import word_list


def home_state(sidecar: Sidecar, lexicon: Lexicon) -> str | None:
    """The ISO 3166-1 alpha-2 code of the publisher's state; None where publisher and address do not tell."""
    return _by_name(sidecar.publisher or "", lexicon) or _by_domain(sidecar.url or "")


def _by_name(publisher: str, lexicon: Lexicon) -> str | None:
    hits = lexicon.scan(publisher)
    for hit in hits[Kind.ORGANIZATION]:
        known = hit.entry.detail
        if isinstance(known, KnownOrganization) and known.country is not None:
            return known.country
    states = {hit.entry.value for kind in (Kind.COUNTRY, Kind.DEMONYM, Kind.CITY) for hit in hits[kind]}
    return states.pop() if len(states) == 1 else None


def _by_domain(url: str) -> str | None:
    """The state of a country domain; worldwide domains (".io", ".tv") and what is no address tell nothing."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    domain = host.rpartition(".")[2]
    code = "GB" if domain == "uk" else domain.upper()
    return code if code in country_names() and domain not in word_list("worldwide_domain") else None
