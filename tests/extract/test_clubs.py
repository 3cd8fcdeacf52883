"""Football clubs by their short names."""

from tests.extract.reading import record, scene


def names(text):
    return [one.name for one in scene(text).organizations]


GAME = "The midfielder and his coach thanked the fans of the club after a season of many matches."


def test_a_text_about_football_has_clubs():
    assert names(f"{GAME} He moved from Southampton to Sporting on loan.") == ["Southampton", "Sporting"]


def test_in_another_text_the_same_words_are_towns():
    assert names("The ferry sails from Southampton to Porto each week.") == []


def test_a_town_in_a_text_about_football_is_no_club():
    assert names(f"{GAME} He was born in Southampton and the sporting director came.") == []


def test_the_shorter_name_of_a_club_is_the_same_club():
    (club,) = scene(f"{GAME} Borussia Dortmund play on Sunday. He joined Dortmund in May.").organizations
    assert club.name == "Borussia Dortmund"


def test_a_club_belongs_to_its_country():
    (club,) = record(f"{GAME} He joined Braga.").organizations
    assert club.country == "PT"
