"""Both source texts with ten others about the same bodies: each body, person and memorandum is there once."""

import shutil

import pandas as pd
import pytest

from .conftest import PROJECT, Place

COMPANIONS = PROJECT / "tests" / "corpus" / "companions"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A release made of the twelve texts."""
    home = tmp_path_factory.mktemp("companions")
    shutil.copytree(PROJECT / "raw", home / "raw")
    for path in COMPANIONS.iterdir():
        shutil.copy(path, home / "raw" / "documents")
    place = Place(home)
    place.build()
    return place


def table(place: Place, name: str) -> pd.DataFrame:
    return pd.read_parquet(place.release() / "parquet" / f"{name}.parquet")


@pytest.mark.parametrize(("abbreviation", "country", "documents"), [("JETRO", "JP", 4), ("KOTRA", "KR", 6)])
def test_an_agency_that_many_texts_name_is_one(place: Place, abbreviation: str, country: str, documents: int) -> None:
    bodies, names = table(place, "organizations"), table(place, "organization_names")

    (organization_id,) = set(names.loc[names["name"] == abbreviation, "organization_id"])

    row = bodies.set_index("organization_id").loc[organization_id]
    assert (row["country"], row["documents"]) == (country, documents)


def test_two_countries_have_a_ministry_of_the_same_name_each(place: Place) -> None:
    bodies = table(place, "organizations")
    ministries = bodies[(bodies["kind"] == "ministry") & bodies["name"].str.contains("Industry and Commerce")]

    assert sorted(ministries["country"]) == ["BH", "LA"]


def test_offices_stay_units_of_their_agency(place: Place) -> None:
    bodies = table(place, "organizations").set_index("name")

    office = bodies.loc["KOTRA Vientiane"]
    assert office["parent_id"] in set(bodies.loc[bodies["country"] == "KR", "organization_id"])


def test_a_memorandum_that_four_texts_tell_of_is_one(place: Place) -> None:
    agreements = table(place, "agreements")

    told = dict(zip(agreements["signed"], agreements["documents"], strict=True))
    assert (told["2013-12-15"], told["2019-09-05"], told["2018-04-16"]) == (4, 3, 2)


def test_the_release_verifies_and_the_review_lists_what_is_open(place: Place) -> None:
    verified = place.run("verify", "published", "--raw", "raw")
    listed = place.run("review")

    assert (verified.returncode, verified.stderr) == (0, "")
    assert listed.returncode == 0
    assert f"open in release {place.latest()['release']}" in listed.stdout
