"""Learning which agreement a mention tells of, from documents in which annotators marked it; see `extract.placing`.

A document is read with a teacher in the place of the model: it puts every mention where the marks say, so that the
model learns what is observed when all before was put right.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from scipy.optimize import linear_sum_assignment
from sklearn.model_selection import GroupKFold

from coopdata.documents.model import Document, Rejection
from coopdata.documents.reader import read_file
from coopdata.evaluate.gold import GoldDocument
from coopdata.evaluate.wordings import Told
from coopdata.extract.agreements import drafts_of
from coopdata.extract.drafts import Draft, Sighting
from coopdata.extract.outline import Outline
from coopdata.extract.placing import LINKED, Chooser, likeliest, observed
from coopdata.extract.scene import Scene, build_scene
from coopdata.extract.weights import Model
from coopdata.training.alignment import Gold, parties_shared
from coopdata.training.fitting import FOLDS, Fitted, Row
from coopdata.training.naming import readings

NONE = "none"
_STRENGTH = 0.3
"""The one with the best F1 on documents of publishers not fitted on."""


@dataclass(frozen=True)
class Links:
    """What is learnt of mentions: the model, and for each publisher one that has not seen its documents."""

    fitted: Fitted
    whole: Model
    unseen: Mapping[str, Model]
    wordings: Mapping[str, Sequence[Told]]

    def told_in(self, document: GoldDocument) -> Sequence[Told] | None:
        """What tells of the document's agreements, as `told_in`."""
        return told_in(document, self.wordings)

    def model(self, publisher: str) -> Model:
        """One that has not seen the publisher's documents."""
        return self.unseen.get(publisher, self.whole)

    def chooser(self, publisher: str) -> Chooser:
        """Takes drafts by that model."""
        return partial(likeliest, model=self.model(publisher))


def told_in(document: GoldDocument, wordings: Mapping[str, Sequence[Told]]) -> Sequence[Told] | None:
    """What tells of the document's agreements; None where it has some and nothing is marked."""
    return wordings.get(document.id, None if document.gold["agreements"] else ())


def learn_links(documents: Iterable[GoldDocument], wordings: Mapping[str, Sequence[Told]]) -> Links:
    """The models of mentions, from the documents in which wordings are marked; ValueError where these are too few."""
    rows = [row for one in documents if one.id in wordings for row in _rows(one, wordings[one.id])]
    unseen: dict[str, Model] = {}
    for learn, ask in GroupKFold(FOLDS).split(rows, groups=[row.publisher for row in rows]):
        model = Fitted([rows[i] for i in learn], _STRENGTH, NONE).model()
        unseen.update({rows[i].publisher: model for i in ask})
    fitted = Fitted(rows, _STRENGTH, NONE)
    return Links(fitted, fitted.model(), unseen, wordings)


def _rows(document: GoldDocument, told: Sequence[Told]) -> Iterable[Row]:
    read = read_file(document.file)
    if isinstance(read, Rejection):
        return
    publisher = document.publisher or document.id
    for _, lexicon in readings():
        for asked in asked_of(build_scene(read, lexicon), read, told):
            for known in asked.known:
                if known.label is not None:
                    yield Row(known.seen, known.label, document.id, publisher)


@dataclass(frozen=True)
class Known:
    """A draft as it stood when a mention was read."""

    sightings: Sequence[Sighting]
    seen: Set[str]
    """What is observed of it and the mention."""
    label: str | None
    """Whether they tell of the same; None where neither is marked, and they may be of one thing or of two."""


@dataclass(frozen=True)
class Asked:
    """A mention with the drafts that it might tell of."""

    sighting: Sighting
    known: Sequence[Known]


def asked_of(scene: Scene, read: Document, told: Sequence[Told]) -> Sequence[Asked]:
    """The mentions of a scene that have drafts before them, each as it is when all before was put right."""
    teacher = _Teacher(read, told)
    for part in scene.parts():
        drafts_of(part, choose=teacher.choose)
    return teacher.asked


@dataclass
class _Teacher:
    """Puts the mentions of one document where its marks say, and notes what it was asked."""

    read: Document
    told: Sequence[Told]
    asked: list[Asked] = field(default_factory=list)

    def choose(self, drafts: Sequence[Draft], sighting: Sighting) -> Draft | None:
        """The draft of the same agreements; None where there is none, or the mention is marked as of no agreement."""
        mine = told_by(sighting, self.read, self.told)
        found, known = None, []
        for draft, seen in observed(drafts, sighting):
            theirs = told_by(draft.sightings[0], self.read, self.told)
            same = bool(mine) and mine == theirs
            found = draft if same and found is None else found
            label = None if not mine and not theirs else LINKED if same else NONE
            known.append(Known(tuple(draft.sightings), seen, label))
        if known:
            self.asked.append(Asked(sighting, known))
        return found


def align_marked(
    outline: Outline, drafts: Sequence[Draft], read: Document, told: Sequence[Told], gold: Sequence[Gold]
) -> dict[int, list[Gold]]:
    """The agreements that each draft tells of by the marks, by number of the draft; those without one are left out.

    Of several that the same words tell of, the first is the one with the parties that the rules find; others follow
    that have no draft of their own.
    """
    value = np.zeros((len(drafts), len(gold)))
    for i, draft in enumerate(drafts):
        for sighting in draft.sightings:
            mine = told_by(sighting, read, told)
            value[i, list(mine)] += (2.0 if sighting is draft.lead else 1.0) / max(1, len(mine))
        for j in np.flatnonzero(value[i]).tolist():
            value[i, j] += _SHARED * parties_shared(outline, draft, gold[j])
    rows, columns = linear_sum_assignment(-value)
    found = {int(i): [gold[int(j)]] for i, j in zip(rows, columns, strict=True) if value[i, j] > 0}
    alone = set(range(len(gold))) - {int(j) for i, j in zip(rows, columns, strict=True) if value[i, j] > 0}
    for j in sorted(alone):
        i = int(value[:, j].argmax()) if len(drafts) else 0
        if i in found and value[i, j] > 0 and drafts[i].told_apart is None:
            found[i].append(gold[j])
    return found


_SHARED = 0.01
"""What a party in common counts beside words in common: it only decides between equals."""


def told_by(sighting: Sighting, read: Document, told: Sequence[Told]) -> frozenset[int]:
    """The numbers of the agreements that the mention tells of: by its own words, else by those of its verb."""
    for chunk in (sighting.mention.chunk, sighting.mention.verb):
        if chunk is not None:
            start, end = read.view.to_source(chunk.start, chunk.end)
            found = frozenset(one.agreement for one in told if one.start < end and one.end > start)
            if found:
                return found
    return frozenset()
