"""A week of nights as Dagster runs them: what is new, changed, gone and broken, and the releases that come of it."""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from tests.capture.server import Reply, Site, item, serving, source
from tests.end_to_end.conftest import PROJECT, Place

RICE = "The Ministry of Trade of Vietnam and the Ministry of Trade of Cuba signed a memorandum of understanding on rice"


@dataclass(frozen=True)
class Week:
    """A project whose only source is the site, as night after night leaves it."""

    place: Place
    site: Site

    def feed(self, *paths: str) -> None:
        """Let the site list these texts."""
        self.site.feed("/feed", *[item(self.site.url + path, day="Mon, 04 Mar 2019 09:00:00 GMT") for path in paths])

    def text(self, path: str, words: str) -> None:
        """Let the site have a text."""
        self.site.replies[path] = Reply(f"Hanoi - {words}\n".encode(), media="text/plain; charset=utf-8")

    def page(self, path: str, words: str) -> None:
        """Let the site have a page with this text, and with what is on a page besides."""
        paragraphs = "".join(f"<p>{words}</p>" for words in (words, "Trade between the two countries grew last year."))
        head = '<head><title>Rice</title><meta property="article:published_time" content="2019-03-04"></head>'
        body = f"<body><nav>Home News</nav><article><h1>Rice</h1>{paragraphs}</article></body>"
        self.site.replies[path] = Reply(f"<!DOCTYPE html><html>{head}{body}</html>".encode())

    def night(self) -> str:
        """Run the job of the night; what Dagster told."""
        self._a_day_passes()
        folders = {
            f"COOPDATA_{name.upper()}": str(self.place.folder / name)
            for name in ("raw", "published", "cache", "memory")
        }
        home = self.place.folder / "dagster"
        home.mkdir(exist_ok=True)
        done = subprocess.run(
            [str(Path(sys.executable).with_name("dg")), "launch", "--job", "nightly"],
            cwd=PROJECT,
            env={**self.place.environment(**folders), "DAGSTER_HOME": str(home)},
            capture_output=True,
            text=True,
            check=False,
        )
        told = done.stdout + done.stderr
        assert "RUN_SUCCESS" in told, told
        return told

    def _a_day_passes(self) -> None:
        """Date the nights so far a day earlier, since the clock of the machine stands still for a test."""
        log = self.place.folder / "raw" / "captures.jsonl"
        nights = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
        for night in nights:
            day = date.fromisoformat(night["at"][:10]) - timedelta(days=1)
            night["at"] = f"{day}{night['at'][10:]}"
        log.write_text("".join(f"{json.dumps(night)}\n" for night in nights))

    def last(self) -> dict[str, int]:
        """What the last night counted."""
        night = json.loads((self.place.folder / "raw" / "captures.jsonl").read_text().splitlines()[-1])
        return {name: count for name, count in night.items() if isinstance(count, int)}

    def table(self, name: str) -> pd.DataFrame:
        return pd.read_parquet(self.place.release() / "parquet" / f"{name}.parquet")

    def issues(self) -> set[str]:
        """The issues that are about sources."""
        found = self.table("issues")
        return {code for code in found["code"] if code.startswith(("source_", "capture_", "feed_"))}


@pytest.fixture
def week(tmp_path: Path) -> Week:
    folder = tmp_path / "project"
    (folder / "raw" / "documents").mkdir(parents=True)
    return Week(Place(folder), Site())


def test_a_week_of_nights_leaves_a_release_for_each_night_with_news(week: Week) -> None:
    with serving(week.site):
        (week.place.folder / "raw" / "sources.toml").write_text(source(f"{week.site.url}/feed", more="nights = 2"))
        week.page("/a", f"{RICE} in Hanoi on 1 March 2019.")
        week.text("/b.txt", "It rained in Hue on Sunday, and the market was closed.")
        week.feed("/a", "/b.txt")

        week.night()
        first = week.place.latest()["release"]
        assert week.last() == {"seen": 2, "new": 2}
        assert (len(week.table("documents")), list(week.table("agreements")["signed"])) == (2, ["2019-03-01"])

        told = week.night()
        assert week.last() == {"seen": 2, "unchanged": 2}
        assert "STEP_SKIPPED" in told
        assert week.place.latest()["release"] == first

        week.text("/c.txt", "KOTRA and the Trade Promotion Agency of Cuba signed an agreement on 3 March 2019.")
        week.feed("/a", "/b.txt", "/c.txt")
        week.night()
        assert len(week.table("documents")) == 3
        assert len(week.table("agreements")) == 2

        week.page("/a", f"{RICE} in Hanoi on 2 March 2019.")
        week.night()
        assert week.last() == {"seen": 3, "changed": 1, "unchanged": 2}
        documents = week.table("documents")
        assert (len(documents), int(documents["replaces"].notna().sum())) == (4, 1)
        assert "2019-03-02" in set(week.table("agreements")["signed"])

        del week.site.replies["/b.txt"]
        week.night()
        assert week.last() == {"seen": 3, "unchanged": 2, "gone": 1}
        assert (week.issues(), len(week.table("documents"))) == ({"capture_gone"}, 4)

        week.site.replies["/feed"] = Reply(b"<!DOCTYPE html><html><body>We are moving house.</body></html>")
        told = week.night()
        assert "Asset check 'fresh_one' on 'captures' passed" in told
        broken = week.place.latest()["release"]
        assert (week.issues(), len(week.table("documents"))) == ({"source_failed"}, 4)

        told = week.night()
        assert "Asset check 'fresh_one' on 'captures' did not pass" in told
        assert week.place.latest()["release"] == broken
    assert len(list((week.place.published / "releases").iterdir())) == 5
    assert week.place.run("verify", "published", "--raw", "raw").returncode == 0
