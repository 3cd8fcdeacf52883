"""What a source lists tonight, asked of the web: its feed, sitemaps, pages of links, or the pages it names."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from coopdata.capture.fetch import Fetcher, FetchError, Known
from coopdata.capture.listing import Entry, Listing, ListingError, read_feed, read_links, read_sitemap, tidy
from coopdata.capture.memory import Memory
from coopdata.capture.sources import Kind, Source

MOST_SITEMAPS = 50
"""Sitemaps of one index that are read in a night."""


class SourceError(Exception):
    """A source cannot be captured tonight; the message says why."""


@dataclass(frozen=True)
class Asked:
    """What came of asking for the lists of a source. `said` are lists that were new, to be remembered at the end."""

    entries: tuple[Entry, ...]
    in_future: int = 0
    said: tuple[tuple[str, Known, str], ...] = ()


def ask(source: Source, fetcher: Fetcher, memory: Memory, now: datetime) -> Asked:
    """The texts that a source lists and that are wanted, each once. SourceError where one of its lists fails."""
    if source.kind is Kind.PAGES:
        return Asked(_wanted(source, tuple(Entry(tidy(url, url)) for url in source.addresses)))
    readers: dict[Kind, Callable[[bytes, str], Listing]] = {
        Kind.FEED: lambda body, url: read_feed(body, url, now),
        Kind.SITEMAP: read_sitemap,
        Kind.LINKS: read_links,
    }
    read = readers[source.kind]
    entries: list[Entry] = []
    said = []
    in_future = 0
    waiting = list(source.addresses)
    for number, url in enumerate(waiting):
        if number >= MOST_SITEMAPS:
            raise SourceError(f"its sitemaps are more than {MOST_SITEMAPS}. Name those that are wanted one by one.")
        listing, new = _list(source, url, read, fetcher, memory)
        waiting += [further for further in listing.further if further not in waiting]
        entries += listing.entries
        in_future += listing.in_future
        said += new
    return Asked(_wanted(source, tuple(entries)), in_future, tuple(said))


def _wanted(source: Source, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    first: dict[str, Entry] = {}
    for entry in entries:
        if source.wants(entry.url):
            first.setdefault(entry.url, entry)
    return tuple(first.values())


def _list(
    source: Source, url: str, read: Callable[[bytes, str], Listing], fetcher: Fetcher, memory: Memory
) -> tuple[Listing, list[tuple[str, Known, str]]]:
    """One list, as it is now, or as it was where it has not changed; and what is to be remembered of it."""
    known, before = memory.listed(source.name, url)
    try:
        answer = fetcher.get(url, known if before is not None else None)
        if answer.body is None:
            return (_from_json(before) if before is not None else Listing()), []
        listing = read(answer.body, answer.url)
    except FetchError as error:
        raise SourceError(f"{url}: {error.reason}.") from error
    except ListingError as error:
        raise SourceError(f"{url}: {error}.") from error
    return listing, [(url, answer.known, _to_json(listing))]


def _to_json(listing: Listing) -> str:
    entries = [[entry.url, entry.title, entry.published] for entry in listing.entries]
    return json.dumps([entries, listing.further, listing.in_future], ensure_ascii=False)


def _from_json(said: str) -> Listing:
    entries, further, in_future = json.loads(said)
    return Listing(tuple(Entry(*entry) for entry in entries), tuple(further), in_future)
