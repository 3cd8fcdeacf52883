"""Learning weights from annotated documents, on a corpus of a few sentences."""

import csv
import json

import pytest

from coopdata.documents.reader import read_file
from coopdata.evaluate.gold import TUNE, load_gold, part_of
from coopdata.evaluate.wordings import Told, wordings_near
from coopdata.extract import lexicon
from coopdata.extract.agreements import drafts_of
from coopdata.extract.placing import ruled
from coopdata.extract.scene import build_scene, unread_names
from coopdata.training import __main__ as command
from coopdata.training.alignment import align_drafts
from coopdata.training.dating import learn_dates
from coopdata.training.examples import NONE, PARTY, SIGNATORY, studies_of
from coopdata.training.fitting import Fitted, Row, unseen
from coopdata.training.linking import align_marked, learn_links
from coopdata.training.naming import learn_names
from tests.extract.reading import scene

pytest.importorskip("sklearn", reason="scikit-learn comes with the development dependencies")
STATES = ("Peru", "Chile", "Cuba", "Spain", "Ghana", "Laos", "Japan", "Nepal", "Kenya", "Qatar", "Egypt", "Malta")


def gold(first, second):
    parties = [{"name": name, "aliases": [], "country": None} for name in (first, second)]
    agreement = {"instrument": "treaty", "status": "signed", "signed": "2021-05-03", "parties": parties,
                 "signatories": [{"name": "Ana Soto"}], "witnesses": [{"name": "Juan Paz"}]}  # fmt: skip
    bodies = [{"name": "Ferrexa", "aliases": [], "country": None}]
    return {"agreements": [agreement], "organizations": bodies, "people": [], "amounts": [], "events": []}


@pytest.fixture
def corpus(tmp_path):
    number, marks = 0, ["document,agreement,words,occurrence"]
    for first in STATES:
        for second in STATES[:6]:
            other = next(state for state in STATES if state not in (first, second))
            if first == second:
                continue
            number += 1
            text = (
                f"{first} and {second} signed a treaty on fish on 3 May 2021. Minister Ana Soto signed for {first}, "
                f"President Juan Paz looked on. The treaty holds ten years. {other} sent good wishes and plans a "
                f"protocol. Bishop Rosa Diaz spoke on the radio in 2019. "
                f"Ferrexa paid for it, and the boats lay at Quilloma."
            )
            stem = tmp_path / f"t{number}"
            stem.with_suffix(".txt").write_text(text, encoding="utf-8")
            told = gold(first, second) if number % 4 else {**gold(first, second), "agreements": []}
            if told["agreements"]:
                marks += [f"t{number},0,treaty,{occurrence}" for occurrence in (1, 2)]
            stem.with_suffix(".json").write_text(
                json.dumps({"publisher": f"Paper {number}", "gold": told}), encoding="utf-8"
            )
    (tmp_path / "wordings.csv").write_text("\n".join(marks), encoding="utf-8")
    return tmp_path


def learnt_examples(corpus):
    documents, _ = load_gold(corpus)
    links = learn_links(documents, wordings_near([corpus], documents))
    return [one for study in studies_of(documents, learn_names(documents), links) for one in study.examples]


def test_a_draft_is_aligned_with_the_agreement_it_tells_of():
    told = [
        {"instrument": "protocol", "status": "signed", "signed": None, "parties": [{"name": "Peru"}, {"name": "Cuba"}]},
        {"instrument": "treaty", "status": "signed", "signed": None, "parties": [{"name": "Peru"}, {"name": "Chile"}]},
    ]
    drafts, outline = drafts_of(scene("Peru and Chile signed a treaty. Peru and Cuba signed a protocol."))
    aligned = align_drafts(outline, drafts, told)
    assert {drafts[number].lead.mention.instrument: one["instrument"] for number, one in aligned.items()} == {
        "treaty": "treaty",
        "protocol": "protocol",
    }


def test_examples_say_what_is_right(corpus):
    example = learnt_examples(corpus)[0]
    labels = {key: example.label_of_party(key) for key in example.weighed.seen}
    assert sorted(labels.values()) == [NONE, NONE, PARTY, PARTY]
    people = [example.label_of_person(number) for number in example.outline.people]
    assert people == [SIGNATORY, "witness", NONE]
    assert {str(one.dated.date) for one in example.weighed.dates} == {"2021-05-03", "2019"}


def test_names_are_learnt_with_a_model_for_each_publisher_that_has_not_seen_it(corpus):
    documents, _ = load_gold(corpus)
    names = learn_names(documents)
    body, place = (next(one for one in unread_names(read_file(documents[0].file), lexicon.load()) if one.name == name)
                   for name in ("Ferrexa", "Quilloma"))  # fmt: skip
    for model in (names.fitted.model(), names.model(documents[0].publisher)):
        assert model.probabilities(body.observed)["organization"] > 0.8
        assert model.probabilities(place.observed)["organization"] < 0.2


def test_the_date_of_signing_is_learnt_from_the_drafts_that_are_agreements(corpus):
    examples = learnt_examples(corpus)
    model = learn_dates(examples).model()
    candidates = next(one.weighed.dates for one in examples if one.gold is not None)
    likely = {str(one.dated.date): model.probabilities(one.observed)["signed"] for one in candidates}
    assert likely["2021-05-03"] > 0.8
    assert likely["2019"] < 0.2


def test_a_mention_is_learnt_to_tell_of_the_agreement_that_the_marks_say(corpus):
    documents, _ = load_gold(corpus)
    links = learn_links(documents, wordings_near([corpus], documents))
    whole = scene("Peru and Chile signed a treaty on fish. The treaty holds ten years. Cuba plans a protocol.")
    drafts, _ = drafts_of(whole, choose=links.chooser("another paper"))
    assert [len(draft.sightings) for draft in drafts] == [2, 1]


def test_a_draft_is_aligned_with_the_agreement_that_the_marks_say(tmp_path):
    text = "Peru and Chile signed a treaty. Peru and Chile signed another treaty."
    told = {
        **gold("Peru", "Chile"),
        "agreements": [{**one, "signed": None} for one in gold("Peru", "Chile")["agreements"] * 2],
    }
    (tmp_path / "t.txt").write_text(text, encoding="utf-8")
    (tmp_path / "t.json").write_text(json.dumps({"gold": told}), encoding="utf-8")
    documents, _ = load_gold(tmp_path)
    read = read_file(documents[0].file)
    drafts, outline = drafts_of(build_scene(read, lexicon.load()), choose=ruled)
    marks = [Told(1, 24, 30), Told(0, 62, 68)]
    one, other = documents[0].gold["agreements"]
    aligned = align_marked(outline, drafts, read, marks, [one, other])
    assert aligned[0] == [other]
    assert aligned[1] == [one]


def test_of_agreements_told_of_in_the_same_words_a_draft_is_that_with_its_parties(tmp_path):
    text = "Peru signed treaties with Chile and Cuba."
    told = [gold("Peru", other)["agreements"][0] for other in ("Cuba", "Chile")]
    (tmp_path / "t.txt").write_text(text, encoding="utf-8")
    (tmp_path / "t.json").write_text(json.dumps({"gold": {**gold("Peru", "Cuba"), "agreements": told}}), "utf-8")
    documents, _ = load_gold(tmp_path)
    read = read_file(documents[0].file)
    drafts, outline = drafts_of(build_scene(read, lexicon.load()), choose=ruled)
    aligned = align_marked(outline, drafts, read, [Told(0, 12, 20), Told(1, 12, 20)], told)
    assert [aligned[number][0]["parties"][1]["name"] for number in (0, 1)] == ["Chile", "Cuba"]


def rows(count):
    return [Row({f"good{i % 2}"}, PARTY if i % 2 else NONE, f"d{i}", f"p{i}") for i in range(count)]


def test_a_fitted_model_knows_the_features_of_each_label_and_writes_them():
    model = Fitted(rows(40), 1.0, NONE)
    yes, no = model.probabilities([{"good1"}, {"good0"}])
    assert yes[PARTY] > 0.8
    assert no[PARTY] < 0.2
    weights = {feature: weight for label, feature, weight in model.weights() if label == PARTY}
    assert weights["good1"] > 0 > weights["good0"]


def test_a_feature_of_too_few_documents_is_left_out():
    model = Fitted([*rows(40), Row({"rare"}, PARTY, "x", "x"), Row({"rare"}, PARTY, "y", "y")], 1.0, NONE)
    assert "rare" not in {feature for _, feature, _ in model.weights()}


def test_what_cannot_be_learnt_from_is_refused():
    with pytest.raises(ValueError, match=r"3 examples are none, others"):
        Fitted([Row({"a"}, NONE, f"d{i}", f"p{i}") for i in range(3)], 1.0, NONE)


def test_unseen_probabilities_come_from_models_without_the_publisher():
    odd = [Row({"odd"}, PARTY, f"o{i}", "odd publisher") for i in range(5)]
    found = unseen([*rows(40), *odd], 1.0, NONE)
    assert all(abs(one[PARTY] - 0.5) < 0.15 for one in found[40:])  # nobody else has the feature


def test_the_command_learns_from_the_tuning_part_and_writes_weights(corpus, tmp_path, monkeypatch, capsys):
    target = tmp_path / "reference"
    monkeypatch.setattr(command, "_FOLDER", target)
    assert command.main([str(corpus)]) == 0
    documents = [one for one in load_gold(corpus)[0] if part_of(one) == TUNE]
    assert capsys.readouterr().out.startswith(f"{len(documents)} documents, ")
    for name in ("name", "linked", "signed", "party", "role", "party_again", "standing"):
        with (target / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == ["label", "feature", "weight"]


def test_without_a_folder_it_says_how_to_use_it(capsys):
    assert command.main([]) == 2
    assert "FOLDER" in capsys.readouterr().err
