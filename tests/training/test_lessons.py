"""What the encoder learns from: questions about drafts with the right answers."""

import json

import pytest

from coopdata.encoder.heads import ROLES, STATUSES, TOLD
from coopdata.encoder.pieces import load_vocabulary
from coopdata.evaluate.gold import load_gold
from coopdata.evaluate.wordings import Told
from coopdata.extract.placing import ruled
from coopdata.training.encoder.lessons import lessons_of
from coopdata.training.examples import studies_of
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


class Undecided:
    """A model of mentions that takes all for as likely as not."""

    def probabilities(self, features):  # noqa: ARG002
        return {"linked": 0.5}


class Unlinked(Links):
    """No model of mentions; what tells of the agreements is marked, or is not."""

    def __init__(self, wordings):
        object.__setattr__(self, "wordings", wordings)

    def model(self, publisher):  # noqa: ARG002
        return Undecided()

    def chooser(self, publisher):  # noqa: ARG002
        return ruled


@pytest.fixture
def lessons(tmp_path):
    return learnt(tmp_path, {})


@pytest.fixture
def marked(tmp_path):
    """The same with the words "treaty" and, in another sentence, "protocol" marked as telling of the treaty."""
    return learnt(tmp_path, {"t": [Told(0, 22, 28), Told(0, 65, 73)]})


def learnt(tmp_path, wordings):
    told = {"agreements": [TREATY], "organizations": [], "people": [], "amounts": [], "events": []}
    (tmp_path / "t.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "t.json").write_text(json.dumps({"publisher": "Paper", "gold": told}), encoding="utf-8")
    documents, _ = load_gold(tmp_path)
    studies = list(studies_of(documents, Unlearnt(), Unlinked(wordings)))
    for example in (one for study in studies for one in study.examples):  # as the models before would leave them
        weighed = example.weighed
        weighed.first = weighed.final = dict.fromkeys(weighed.party, 0.5)
        weighed.roles = {number: {"signatory": 0.2, "witness": 0.1} for number in weighed.role}
        weighed.dated = [0.5] * len(weighed.dates)
    return list(lessons_of(load_vocabulary(), studies))


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


def test_a_mention_is_asked_which_draft_it_tells_of(marked):
    (link,) = marked[0].links

    assert [len(places) for places in link.linking.drafts] == [1]
    assert link.right.tolist() == [False, True], "of the treaty, and of no other"


def test_pieces_are_learnt_to_tell_of_the_kind_of_agreement_that_the_marks_say(marked):
    lesson = marked[0]
    told = [TEXT[start:end] for (start, end), kind in zip(lesson.page.spans, lesson.told, strict=True) if kind]

    assert "".join(told) == "treatyprotocol"
    assert set(lesson.told) == {0, TOLD.index("treaty")}


def test_of_a_text_without_marks_neither_is_learnt(lessons):
    assert (lessons[0].told, lessons[0].links) == (None, [])
