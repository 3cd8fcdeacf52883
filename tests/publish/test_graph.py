import json
import os
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import networkx as nx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import coopdata.reference
from coopdata.publish.exports.followthemoney import write_followthemoney
from coopdata.publish.exports.followthemoney_values import clean_values
from coopdata.publish.exports.graphml import write_graphml
from coopdata.reference.file_kinds import file_kinds
from coopdata.reference.followthemoney import followthemoney_properties, followthemoney_terms
from coopdata.tables.codes import code_lists
from tests.publish.exported import (
    ABE,
    ARGUMENTS,
    ISHIGE,
    JETRO,
    LAOS,
    MOC,
    MOU,
    NEWS,
    OFFICE,
    PROJECT,
    REPORT,
    SUMMIT,
    UN,
    arrow,
    changed,
    told,
)
from tests.publish.hostile import HOSTILE, LONG_WORD, hostile_frames, hostile_text

LIBRARY = Path(__file__).parents[2] / ".venv-ftm" / "bin" / "python"
CHECK = Path(__file__).parent / "validators" / "followthemoney_check.py"
PROPERTIES = Path(coopdata.reference.__file__).parent / "followthemoney_properties.csv"

Entity = dict[str, Any]


def library() -> str:
    """The interpreter that has followthemoney; where it is not there, the test is skipped, in CI it fails."""
    if not LIBRARY.is_file():
        reason = "needs followthemoney (make .venv-ftm/.installed)"
        if "COOPDATA_CI" in os.environ:
            pytest.fail(reason)
        pytest.skip(reason)
    return str(LIBRARY)


def judged(path: Path) -> dict[str, Any]:
    """What the library finds in the file, and what is wrong with it."""
    command = [library(), str(CHECK), str(path), "--properties", str(PROPERTIES)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def theirs(own_id: str) -> str:
    return "coopdata-" + own_id.replace("_", "-")


@pytest.fixture(scope="module")
def entities(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("entities") / "entities.ftm.json"
    write_followthemoney(told(), path, *ARGUMENTS)
    return path


@pytest.fixture(scope="module")
def by_id(entities: Path) -> dict[str, Entity]:
    found = [json.loads(line) for line in entities.read_text(encoding="utf-8").splitlines()]
    return {entity["id"]: entity for entity in found}


def of_schema(by_id: dict[str, Entity], schema: str) -> list[Entity]:
    return [entity["properties"] for entity in by_id.values() if entity["schema"] == schema]


def test_the_library_takes_every_entity_as_it_stands(entities):
    found = judged(entities)
    assert found["problems"] == []
    assert found["schemata"] == {
        "Organization": 2, "PublicBody": 2, "Person": 3, "Event": 2, "Project": 3, "Article": 2, "Membership": 1,
        "Employment": 1, "ProjectParticipant": 9, "Representation": 2, "UnknownLink": 2, "Documentation": 5,
    }  # fmt: skip


def test_the_library_finds_what_is_wrong_with_entities_that_are(tmp_path):
    person = {"id": "a", "schema": "Person", "properties": {"name": ['"X"'], "country": ["qq"], "leg": ["2"]}}
    work = {"id": "b", "schema": "Employment", "properties": {"employee": ["a"], "employer": ["a"], "proof": ["c"]}}
    path = tmp_path / "x.json"
    path.write_text("".join(json.dumps(entity) + "\n" for entity in (person, work, person, {**work, "id": "_"})))
    problems = "\n".join(judged(path)["problems"])
    for problem in (
        "a: name: ['\"X\"'] is cleaned to ['X']",
        "a: country: 'qq' is no valid country",
        "a: leg: a Person takes no such property",
        "a: there are 2 of this id",
        "b: employer: a is a Person, which is no Organization",
        "b: proof: c is not there",
        "_: the id has not the form of an id",
    ):
        assert problem in problems


def test_an_organization_has_the_schema_of_its_kind_and_all_its_names(by_id):
    assert by_id[theirs(LAOS)] == {
        "id": "coopdata-org-bbbbbbbbbb",
        "schema": "PublicBody",
        "properties": {
            "name": ["Government of Laos"],
            "alias": ["Laotian Government"],
            "country": ["la"],
            "classification": ["government"],
        },
    }
    assert by_id[theirs(JETRO)]["properties"]["abbreviation"] == ["J.E.T.R.O."]
    assert "alias" not in by_id[theirs(JETRO)]["properties"]
    assert by_id[theirs(OFFICE)]["schema"] == "Organization"
    assert by_id[theirs(UN)] == {
        "id": theirs(UN), "schema": "Organization", "properties": {"name": ["United Nations"]}
    }  # fmt: skip


def test_a_person_has_titles_and_works_where_a_title_is_held(by_id):
    assert by_id[theirs(ISHIGE)]["properties"]["position"] == ["Chairman"]
    assert of_schema(by_id, "Employment") == [
        {"employee": [theirs(ISHIGE)], "employer": [theirs(JETRO)], "role": ["Chairman"], "proof": [theirs(REPORT)]}
    ]


def test_a_unit_is_a_member_of_its_parent(by_id):
    assert of_schema(by_id, "Membership") == [
        {"member": [theirs(OFFICE)], "organization": [theirs(JETRO)], "role": ["unit"], "proof": [theirs(NEWS)]}
    ]


def test_an_agreement_is_a_project_with_parties_and_signatories(by_id):
    assert by_id[theirs(MOC)]["schema"] == "Project"
    assert by_id[theirs(MOC)]["properties"] == {
        "name": ["Memorandum"],
        "summary": ["Government of Laos (LA); JETRO (JP); JETRO Vientiane (JP)"],
        "projectId": [MOC],
        "date": ["2013-12-15"],
        "goal": ["to expand trade"],
        "status": ["signed"],
        "keywords": ["memorandum of cooperation", "investment", "trade"],
        "country": ["jp", "la"],
        "address": ["Tokyo"],
        "notes": ["6000000 USD (commitment)", "0.5 JPY (equivalent)"],
    }
    parts = Counter(
        (*part["participant"], *part["role"])
        for part in of_schema(by_id, "ProjectParticipant")
        if part["project"] == [theirs(MOC)]
    )
    assert parts[theirs(JETRO), "party"] == 1
    assert parts[theirs(ISHIGE), "signatory"] == 1
    assert parts[theirs(ABE), "witness"] == 1
    assert of_schema(by_id, "Representation")[0] == {
        "agent": [theirs(ISHIGE)],
        "client": [theirs(JETRO)],
        "role": ["signatory"],
        "summary": ["Chairman"],
        "date": ["2013-12-15"],
        "recordId": [MOC],
    }


def test_an_agreement_without_a_title_goes_by_its_instrument(by_id):
    assert by_id[theirs(MOU)]["properties"]["name"] == ["memorandum of understanding"]


def test_the_only_sum_of_a_project_is_its_amount(by_id):
    properties = by_id[theirs(PROJECT)]["properties"]
    assert (properties["amount"], properties["currency"]) == (["1000000000000000"], ["JPY"])
    assert (properties["endDate"], "startDate" in properties) == (["2025"], False)


def test_an_event_names_who_organized_it_and_who_was_there(by_id):
    assert by_id[theirs(SUMMIT)]["properties"] == {
        "name": ["Summit"],
        "startDate": ["2013-12-14"],
        "endDate": ["2013-12-15"],
        "location": ["Tokyo"],
        "country": ["jp"],
        "keywords": ["summit"],
        "organizer": [theirs(JETRO)],
        "involved": [theirs(ABE)],
    }


def test_what_no_schema_says_is_an_unknown_link_with_the_relation_as_its_role(by_id):
    links = [(*link["subject"], *link["role"], *link["object"]) for link in of_schema(by_id, "UnknownLink")]
    assert sorted(links) == [
        (theirs(MOC), "signed at", theirs(SUMMIT)),
        (theirs(MOU), "renews", theirs(MOC)),
    ]


def test_source_texts_are_articles_that_document_what_they_tell_of(by_id):
    assert by_id[theirs(REPORT)]["properties"] == {
        "title": ["MOC signed"],
        "fileName": ["moc.txt"],
        "publisher": ["JETRO"],
        "publishedAt": ["2013-12"],
        "sourceUrl": ["https://www.example.org/moc"],
        "language": ["eng"],
        "mimeType": ["text/plain"],
        "fileSize": ["2918"],
    }
    assert by_id[theirs(NEWS)]["properties"] == {"fileName": ["news.txt"], "fileSize": ["1"]}
    documented = {(*one["document"], *one["entity"]) for one in of_schema(by_id, "Documentation")}
    assert documented == {
        (theirs(REPORT), theirs(MOC)), (theirs(NEWS), theirs(MOC)), (theirs(REPORT), theirs(JETRO)),
        (theirs(REPORT), theirs(OFFICE)), (theirs(NEWS), theirs(OFFICE)),
    }  # fmt: skip


def test_every_code_that_the_library_knows_is_one_of_ours(tmp_path):
    """Languages, media types and countries come through its cleaning; the lists of other codes are complete."""
    for code_list in ("organization_kind", "event_role"):
        codes = {term.code for term in followthemoney_terms() if term.code_list == code_list}
        assert codes == set(code_lists()[code_list])
    languages = [term.term for term in followthemoney_terms() if term.code_list == "language"]
    assert {term.code for term in followthemoney_terms()} <= {code for codes in code_lists().values() for code in codes}
    article = {
        "language": languages,
        "mimeType": [*dict.fromkeys(kind.media_type for kind in file_kinds().values())],
        "country": [code.lower() for code in code_lists()["country"]],
        "fileName": ["x"],
    }
    path = tmp_path / "x.json"
    path.write_text(json.dumps({"id": "a", "schema": "Article", "properties": article}) + "\n")
    assert judged(path)["problems"] == []


def test_whatever_text_holds_the_library_takes_it_unchanged(tmp_path):
    write_followthemoney(arrow(hostile_frames((*HOSTILE, LONG_WORD))), tmp_path / "x.json", *ARGUMENTS)
    assert judged(tmp_path / "x.json")["problems"] == []


@given(st.lists(hostile_text(), min_size=100, max_size=300, unique=True))
@settings(max_examples=3, deadline=None)
def test_any_text_is_taken_unchanged_by_the_library(texts):
    with TemporaryDirectory() as folder:
        write_followthemoney(arrow(hostile_frames(texts)), Path(folder) / "x.json", *ARGUMENTS)
        assert judged(Path(folder) / "x.json")["problems"] == []


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("name", "  The   'quoted'  Bank ", "The 'quoted' Bank"),
        ("name", "\"'Bank'\"", "Bank"),
        ("name", "\u200bMinistry\u00ad\x07", "Ministry"),
        ("name", "<b>=cmd|'/c calc'!A0</b>", "<b>=cmd|'/c calc'!A0</b>"),
        ("name", "x" * 385, "x" * 383 + "…"),
        ("name", "\u200b", None),
        ("role", "one\ntwo", "one\ntwo"),
        ("location", "Hotel; Vientiane,, Laos", "Hotel, Vientiane, Laos"),
        ("name", '"' * 1_000_000 + "Bank" + '"' * 1_000_000, '"' * 383 + "…"),
        ("location", "," * 1_000_000, ", …"),
        ("sourceUrl", "https://www.example.org", "https://www.example.org/"),
        ("sourceUrl", "https://пример.рф:8443/a?b=c#d", "https://пример.рф:8443/a?b=c#d"),
        ("sourceUrl", "javascript:alert(1)", None),
        ("sourceUrl", "http://[::1", None),
        ("sourceUrl", "http://host:port/", None),
        ("sourceUrl", "http://a b.org/", None),
        ("sourceUrl", "https://www.example.org/" + "x" * 4096, None),
        ("mimeType", "application/octet-stream", None),
    ],
)
def test_a_value_is_kept_as_the_library_would_keep_it(name, value, kept):
    assert clean_values(value, followthemoney_properties()[name]) == ([] if kept is None else [kept])


def test_a_name_of_which_nothing_is_left_is_the_id(tmp_path):
    data = changed(told(), "people", name=["\u200b", "Shinzo Abe", "Alounkeo Kittikhoun"])
    write_followthemoney(data, tmp_path / "x.json", *ARGUMENTS)
    found = [json.loads(line) for line in (tmp_path / "x.json").read_text().splitlines()]
    assert {"id": theirs(ISHIGE), "schema": "Person"}.items() <= next(
        entity for entity in found if entity["properties"].get("name") == [theirs(ISHIGE)]
    ).items()


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> nx.Graph:
    path = tmp_path_factory.mktemp("graph") / "parties.graphml"
    write_graphml(told(), path, *ARGUMENTS)
    return nx.read_graphml(path)


def test_networkx_reads_the_network_of_parties_and_agreements(graph):
    assert not graph.is_directed()
    assert not graph.is_multigraph()
    assert dict(graph.nodes(data=True)) == {
        MOC: {
            "label": "Memorandum", "type": "agreement", "kind": "memorandum_of_cooperation", "status": "signed",
            "signed": "2013-12-15", "year": 2013, "documents": 1, "confidence": 0.93,
        },
        MOU: {
            "label": "memorandum of understanding", "type": "agreement", "kind": "memorandum_of_understanding",
            "status": "planned", "documents": 1, "confidence": 1.0,
        },
        JETRO: {"label": "JETRO", "type": "organization", "kind": "agency", "country": "JP", "documents": 1},
        LAOS: {
            "label": "Government of Laos", "type": "organization", "kind": "government", "country": "LA", "documents": 1
        },
        OFFICE: {"label": "JETRO Vientiane", "type": "organization", "kind": "bank", "country": "JP", "documents": 1},
        UN: {"label": "United Nations", "type": "organization", "documents": 1},
    }  # fmt: skip
    assert {frozenset((one, other)): data for one, other, data in graph.edges(data=True)} == {
        frozenset((LAOS, MOC)): {"relation": "party", "position": 1, "country": "LA"},
        frozenset((JETRO, MOC)): {
            "relation": "party", "position": 2, "country": "JP", "signatories": "Hiroyuki Ishige"
        },
        frozenset((OFFICE, MOC)): {"relation": "party", "position": 3, "country": "JP"},
        frozenset((UN, MOU)): {"relation": "party", "position": 1},
        frozenset((JETRO, MOU)): {"relation": "signatory", "signatories": "Hiroyuki Ishige"},
    }  # fmt: skip


def test_a_body_that_is_a_party_twice_has_one_edge(tmp_path):
    data = changed(told(), "agreement_parties", organization_id=[LAOS, JETRO, JETRO, UN])
    write_graphml(data, tmp_path / "x.graphml", *ARGUMENTS)
    graph = nx.read_graphml(tmp_path / "x.graphml")
    assert not graph.is_multigraph()
    assert graph.edges[JETRO, MOC]["position"] == 2


@example([*HOSTILE, LONG_WORD])
@given(st.lists(hostile_text(), min_size=1, max_size=20, unique=True))
@settings(max_examples=30, deadline=None)
def test_whatever_text_holds_the_network_has_it_as_a_label(texts: Sequence[str]):
    data = arrow(hostile_frames(texts))
    with TemporaryDirectory() as folder:
        write_graphml(data, Path(folder) / "x.graphml", *ARGUMENTS)
        graph = nx.read_graphml(Path(folder) / "x.graphml")
    without_form = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], "\ufffd")
    names = zip(
        data["organizations"]["organization_id"].to_pylist(), data["organizations"]["name"].to_pylist(), strict=True
    )
    titles = zip(data["agreements"]["agreement_id"].to_pylist(), data["agreements"]["title"].to_pylist(), strict=True)
    expected = {node: text.translate(without_form) for node, text in (*names, *titles)}
    assert dict(graph.nodes(data="label")) == expected
