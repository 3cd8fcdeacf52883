"""What the encoder learns from: questions about drafts with the right answers."""

import json

import pytest

from coopdata.encoder.heads import ROLES, STATUSES
from coopdata.encoder.pieces import load_vocabulary
from coopdata.evaluate.gold import load_gold
from coopdata.extract.placing import ruled
from coopdata.training.encoder.lessons import lessons_of
from coopdata.training.examples import examples_of
from coopdata.training.linking import Links
from coopdata.training.naming import Names

TEXT = "Peru and Chile plan a treaty on fish. Minister Ana Soto signed a protocol for Cuba with Spain in 2019."
TREATY = {"instrument": "treaty", "status": "planned", "signed": None,
          "parties": [{"name": "Peru"}, {"name": "Chile"}], "signatories": [], "witnesses": []}  # fmt: skip


class Unlearnt(Names):
    """No model of names: the few names here are known."""

    def __init__(self):
        pass

    def model(self, publisher):  # noqa: ARG002
        return None


class Unlinked(Links):
    """No model of mentions, and no marks: each of the two is told of once."""

    def __init__(self):
        object.__setattr__(self, "wordings", {})

    def chooser(self, publisher):  # noqa: ARG002
        return ruled


@pytest.fixture
def lessons(tmp_path):
    told = {"agreements": [TREATY], "organizations": [], "people": [], "amounts": [], "events": []}
    (tmp_path / "t.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "t.json").write_text(json.dumps({"publisher": "Paper", "gold": told}), encoding="utf-8")
    documents, _ = load_gold(tmp_path)
    examples = list(examples_of(documents, Unlearnt(), Unlinked()))
    for example in examples:  # as the models before would leave them
        weighed = example.weighed
        weighed.first = weighed.final = dict.fromkeys(weighed.party, 0.5)
        weighed.roles = {number: {"signatory": 0.2, "witness": 0.1} for number in weighed.role}
        weighed.dated = [0.5] * len(weighed.dates)
    return list(lessons_of(load_vocabulary(), documents, examples))


def test_a_draft_that_tells_of_an_agreement_is_asked_about_with_its_answers(lessons):
    treaty = lessons[0].tasks[0]
    assert treaty.stands == 1
    assert treaty.told.parties.sum() == 2
    assert STATUSES[treaty.told.status] == "planned"
    assert [ROLES[role] for role in treaty.told.roles] == ["none"]
    assert treaty.told.dates.tolist() == [0], "2019 is when the other was signed"
    assert treaty.question.status == len(STATUSES), "no rule reads that it is planned; the encoder shall"


def test_of_a_draft_that_tells_of_none_only_that_is_learnt(lessons):
    protocol = lessons[0].tasks[1]
    assert protocol.stands == 0
    assert protocol.told is None


def test_every_page_is_learnt_from_with_and_without_the_known_names(lessons):
    assert [(lesson.informed, len(lesson.tasks)) for lesson in lessons] == [(True, 2), (False, 2)]
