"""Learning what the names are that no grammar takes: bodies, people, or neither; see `extract.name_weighing`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sklearn.model_selection import GroupKFold

from coopdata.documents.model import Rejection
from coopdata.documents.reader import read_file
from coopdata.evaluate.gold import GoldDocument
from coopdata.evaluate.names import same_name, same_person
from coopdata.extract.lexicon import Kind, Lexicon, load
from coopdata.extract.name_weighing import NONE, ORGANIZATION, PERSON, NameCandidate
from coopdata.extract.scene import unread_names
from coopdata.extract.weights import Model
from coopdata.training.fitting import FOLDS, Fitted, Row

_STRENGTH = 0.2
"""The one with the best F1 of organizations on documents of publishers not fitted on."""


def readings() -> tuple[tuple[bool, Lexicon], tuple[bool, Lexicon]]:
    """The lexicon with all names that coopdata knows, and without its organizations.

    Names were gathered while the annotated documents were read. In a text that nobody has seen more of them are
    unknown; the second shows the models what that is like.
    """
    return (True, load()), (False, load().without(Kind.ORGANIZATION))


@dataclass(frozen=True)
class Names:
    """What is learnt of names: the model, and for each publisher one that has not seen its documents."""

    fitted: Fitted
    unseen: Mapping[str, Model]

    def model(self, publisher: str) -> Model:
        """The one that has not seen the publisher's documents; any, where these hold no name to weigh."""
        return self.unseen.get(publisher) or next(iter(self.unseen.values()))


def learn_names(documents: Sequence[GoldDocument]) -> Names:
    """The models of names; raises ValueError where the documents hold too few names of each sort."""
    rows = [row for document in documents for row in _rows(document)]
    unseen: dict[str, Model] = {}
    for learn, ask in GroupKFold(FOLDS).split(rows, groups=[row.publisher for row in rows]):
        model = Fitted([rows[i] for i in learn], _STRENGTH, NONE).model()
        unseen.update({rows[i].publisher: model for i in ask})
    return Names(Fitted(rows, _STRENGTH, NONE), unseen)


def _rows(document: GoldDocument) -> Iterator[Row]:
    read = read_file(document.file)
    if isinstance(read, Rejection):
        return
    for _, lexicon in readings():
        for candidate in unread_names(read, lexicon):
            label = _label(document, candidate)
            yield Row(candidate.observed, label, document.id, document.publisher or document.id)


def _label(document: GoldDocument, candidate: NameCandidate) -> str:
    item = {"name": candidate.name}
    if any(same_name(one, item) for one in document.gold["organizations"]):
        return ORGANIZATION
    return PERSON if any(same_person(one, item) for one in document.gold["people"]) else NONE
