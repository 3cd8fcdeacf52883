"""Names that no grammar takes: where they begin and end, what is observed of them, and what is made of them."""

import pytest

from coopdata.documents import read_text
from coopdata.extract import lexicon
from coopdata.extract.name_weighing import NameCandidate, weigh_names
from coopdata.extract.scene import build_scene, unread_names
from coopdata.extract.weights import BIAS, Model
from tests.extract.reading import scene

NOTHING = Model({"organization": {BIAS: -9.0}, "person": {BIAS: -9.0}})


def unread(text: str) -> dict[str, NameCandidate]:
    return {one.name: one for one in unread_names(read_text(text), lexicon.load())}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The boats of Quilloma Tarqo lay there.", ["Quilloma Tarqo"]),
        ("They asked Winnipeg-based Zorvex for help.", ["Zorvex"]),
        ("They asked Šiaulių valstybinė kolegija for help.", ["Šiaulių valstybinė kolegija"]),
        ("On Monday they asked for help.", []),
        ("Peru and Siemens met Minister Ana Soto.", []),
        ("The Bank has asked for help.", []),
        ("The Quilloma Research Institute met; later Quilloma spoke.", []),
    ],
)
def test_a_candidate_is_a_row_of_capitals_that_nothing_else_has_taken(text, expected):
    assert list(unread(text)) == expected


def test_all_places_of_a_name_are_seen_together():
    one = unread("They sold boats to Zorvex. Zorvex said no.")["Zorvex"]
    assert len(one.places) == 2
    assert {"count=2", "b1=to ", "a1= said", "opens"} <= one.observed


def test_a_likely_name_is_an_organization_or_person_at_each_of_its_places():
    model = Model({"organization": {BIAS: -3.0, "left=boats": 6.0}, "person": {BIAS: -3.0, "left=bishop": 6.0}})
    text = "They sold boats to Zorvex. Zorvex said no. The old bishop liked Tarqo Belmu."
    read = build_scene(read_text(text), lexicon.load(), model)
    bodies = [(text[one.start : one.end], one.rule) for body in read.organizations for one in body.mentions]
    people = [(one.name, one.rule) for person in read.people for one in person.mentions]
    assert bodies == [("Zorvex", "org.weighed")] * 2
    assert people == [("Tarqo Belmu", "person.weighed")]


def test_what_stands_beside_a_name_is_told_with_it():
    candidates = unread_names(read_text("They sold boats to Zorvex (ZVX)."), lexicon.load())
    sure = Model({"organization": {BIAS: 9.0}, "person": {BIAS: -9.0}})
    (body,), people = weigh_names(candidates, sure)
    assert (body.name, body.forms) == ("Zorvex", ("ZVX",))
    assert people == []


def test_an_unlikely_name_is_neither():
    assert build_scene(read_text("The boats lay at Quilloma."), lexicon.load(), NOTHING).organizations == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Moza Banco has agreed to sell its boats.", "Moza Banco"),
        ("Enapor, which runs the ports of Cape Verde, said on Monday that fees would rise.", "Enapor"),
        ("The loan comes from Switzerland's Zorvex, whose headquarters are in Basel.", "Zorvex"),
    ],
)
def test_the_reader_finds_bodies_by_what_is_said_beside_them(text, name):
    (body,) = [one for one in scene(text).organizations if one.name == name]
    assert {mention.rule for mention in body.mentions} == {"org.weighed"}
