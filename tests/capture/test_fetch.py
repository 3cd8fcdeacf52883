"""How answers are asked for: limits of time, size, kind and place, robots.txt, patience."""

import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
import trustme

from coopdata.capture import addresses
from coopdata.capture.fetch import Fetcher, FetchError, Known
from coopdata.capture.pages import MEDIA
from coopdata.capture.sources import Source
from tests.capture.server import Reply, Site, serving, tagged


@contextmanager
def fetcher(site: Site, pauses: list[float] | None = None, **more: Any) -> Iterator[Fetcher]:
    told = {"allow_private": True, "delay": 0, "retries": 0, "timeout": 5} | more
    source = Source.model_validate({"name": "one", "kind": "pages", "url": site.url, "publisher": "One", **told})
    with Fetcher(source, "mailto:data@example.org", sleep=(pauses if pauses is not None else []).append) as found:
        yield found


def refusal(site: Site, path: str = "/a", **more: Any) -> FetchError:
    with fetcher(site, **more) as one, pytest.raises(FetchError) as caught:
        one.get(site.url + path, media=MEDIA)
    return caught.value


def test_who_asks_says_who_it_is_and_what_it_has(site: Site) -> None:
    site.replies["/a"] = tagged(Reply(b"text"), '"1"')
    with fetcher(site) as one:
        first = one.get(f"{site.url}/a", media=MEDIA)
        again = one.get(f"{site.url}/a", first.known, media=MEDIA)

    assert (first.status, first.body, first.known.etag) == (200, b"text", '"1"')
    assert (again.status, again.body) == (304, None)
    assert site.asked[-1][1]["User-Agent"].startswith("coopdata/")
    assert site.asked[-1][1]["User-Agent"].endswith("(+mailto:data@example.org)")


def test_robots_txt_is_asked_once_and_obeyed_with_its_delay(site: Site) -> None:
    rules = b"User-agent: *\nDisallow: /private/*\nCrawl-delay: 7\n"
    site.replies |= {"/robots.txt": Reply(rules, media="text/plain"), "/a": Reply(b"a"), "/b": Reply(b"b")}
    pauses: list[float] = []
    with fetcher(site, pauses) as one:
        one.get(f"{site.url}/a")
        one.get(f"{site.url}/b")
        with pytest.raises(FetchError, match=r"robots\.txt forbids it") as caught:
            one.get(f"{site.url}/private/x")

    assert caught.value.refused
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a", "/b"]
    assert [round(pause) for pause in pauses] == [7]


def test_a_site_without_robots_txt_allows_all_and_one_that_breaks_on_it_nothing(site: Site) -> None:
    site.replies["/a"] = Reply(b"a")
    with fetcher(site) as one:
        assert one.get(f"{site.url}/a").body == b"a"
    site.replies["/robots.txt"] = Reply(status=500)

    assert refusal(site).reason == "robots.txt: the site answered with status 500"


def test_what_may_pass_is_asked_again_after_the_time_the_site_asks_for(site: Site) -> None:
    answers = [Reply(status=503, headers={"Retry-After": "9"}), Reply(status=500), Reply(b"here")]

    def answer(_: Mapping[str, str]) -> Reply:
        return answers.pop(0)

    site.replies["/a"] = answer
    pauses: list[float] = []
    with fetcher(site, pauses, retries=2) as one:
        assert one.get(f"{site.url}/a").body == b"here"
    assert pauses == [9, 2]


def test_a_site_that_asks_to_wait_for_hours_is_left_alone(site: Site) -> None:
    site.replies["/a"] = Reply(status=429, headers={"Retry-After": "86400"})

    assert refusal(site, retries=5).status == 429
    assert site.paths() == ["/a"]


def test_redirects_are_followed_a_few_times(site: Site) -> None:
    site.replies |= {"/a": Reply(status=302, headers={"Location": "/b"}), "/b": Reply(b"b")}
    site.replies["/round"] = Reply(status=301, headers={"Location": "/round"})
    site.replies["/mail"] = Reply(status=301, headers={"Location": "mailto:a@example.org"})
    with fetcher(site) as one:
        assert one.get(f"{site.url}/a").url == f"{site.url}/b"

    assert "more than 5 redirects" in refusal(site, "/round").reason
    assert "no address of the web" in refusal(site, "/mail").reason


@pytest.mark.parametrize(
    ("reply", "told", "refused"),
    [
        (Reply(b"x" * 5000), "more than 4000 bytes", True),
        (Reply(b"x" * 100, endless=True), "more than 4000 bytes", True),
        (Reply(b"x", media="video/mp4"), "video/mp4", True),
        (Reply(status=404), "status 404", False),
        (Reply(status=403), "status 403", True),
        (Reply(b"x" * 50, drip=0.05), "no whole answer within 0.5 seconds", False),
        (Reply(b"x", wait=2), "no whole answer within 0.5 seconds", False),
        (Reply(b"x" * 50, cut=True), "broke off", False),
    ],
)
def test_answers_that_are_too_large_slow_or_broken_are_told(site: Site, reply: Reply, told: str, refused: bool) -> None:
    site.replies["/a"] = reply
    before = time.monotonic()
    error = refusal(site, max_bytes=4000, timeout=0.5)

    assert told in error.reason
    assert error.refused is refused
    assert time.monotonic() - before < 2


def test_a_private_address_is_refused_unasked(site: Site) -> None:
    assert "private network or this machine" in refusal(site, allow_private=False).reason
    assert not site.asked


def test_a_private_address_is_refused_also_after_a_redirect(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1")
    site.replies["/a"] = Reply(status=302, headers={"Location": site.url.replace("127.0.0.1", "127.0.0.2")})
    error = refusal(site, allow_private=False)

    assert (error.refused, "127.0.0.2" in error.reason) == (True, True)
    assert site.paths() == ["/a"]


def test_a_site_that_is_down_and_a_name_that_is_none_are_told() -> None:
    assert refusal(Site("http://127.0.0.1:9")).reason == "robots.txt: the site could not be reached"
    assert "could not be reached" in refusal(Site("http://no-such-name.invalid")).reason


def test_a_certificate_that_does_not_hold_is_told_and_not_asked_again() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with serving(Site(), lambda socket: context.wrap_socket(socket, server_side=True)) as site:
        pauses: list[float] = []
        with fetcher(site, pauses, retries=3) as one, pytest.raises(FetchError, match="its certificate does not hold"):
            one.get(f"{site.url}/a", Known())
    assert not pauses
