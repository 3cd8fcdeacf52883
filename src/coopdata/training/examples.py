"""Studies of annotated documents: their drafts and mentions with what is observed and what would be right."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coopdata.documents.model import Document, Rejection
from coopdata.documents.reader import read_file
from coopdata.evaluate.gold import GoldDocument
from coopdata.evaluate.names import fold_name, same_person
from coopdata.evaluate.wordings import Told
from coopdata.extract.agreements import drafts_of
from coopdata.extract.choosing import chosen, observe
from coopdata.extract.drafts import Draft, Sighting
from coopdata.extract.features import standings
from coopdata.extract.outline import Outline
from coopdata.extract.placing import LINKED
from coopdata.extract.scene import build_scene
from coopdata.extract.weighed import Weighed
from coopdata.extract.weights import Model
from coopdata.training.alignment import Gold, align_drafts, is_party
from coopdata.training.linking import Asked, Links, align_marked, asked_of
from coopdata.training.naming import Names, readings

PARTY, SIGNATORY, WITNESS, AGREEMENT, NONE = "party", "signatory", "witness", "agreement", "none"
_ENOUGH = 2
"""Of so many parties all must be right for an agreement to count as found; of more, half."""


_BRIEF, _BRIEF_WEIGHT = 6, 0.4
"""A text of so few sentences is a brief."""


@dataclass(frozen=True)
class Example:
    """One draft: the document it is of, what is observed, and the agreement it tells of, None if of none."""

    document: str
    publisher: str
    informed: bool
    """Whether it was read with all names that coopdata knows."""
    outline: Outline
    weighed: Weighed
    told: Sequence[Gold]
    """The agreements it tells of: several where the text does not tell of each by itself; none where it is of none."""

    @property
    def gold(self) -> Gold | None:
        """The agreement it tells of, the first of several; None where it is of none."""
        return self.told[0] if self.told else None

    @property
    def weight(self) -> float:
        """How much it counts in learning: a brief shows less than an article of what stands around agreements."""
        return _BRIEF_WEIGHT if len(self.outline.clauses) <= _BRIEF else 1.0

    @property
    def counts(self) -> bool:
        """Whether annotators are sure whether it is an agreement."""
        return self.gold is None or not self.gold.get("optional")

    def label_of_party(self, key: str) -> str:
        """What the candidate is to the agreement."""
        return PARTY if any(self._enters(key)) else NONE

    def is_partner(self, key: str) -> bool:
        """Whether the candidate entered some of the agreements and not all."""
        enters = self._enters(key)
        return any(enters) and not all(enters)

    def _enters(self, key: str) -> list[bool]:
        """Whether the candidate entered each agreement."""
        candidate = self.outline.candidates[key]
        return [any(is_party(candidate, party) for party in gold["parties"]) for gold in self.told]

    def label_of_person(self, number: int) -> str:
        """What the person does in the agreement."""
        person, _ = self.outline.people[number]
        item = {"name": person.name, "aliases": [mention.name for mention in person.mentions]}
        for role, label in (("signatories", SIGNATORY), ("witnesses", WITNESS)):
            if any(same_person(one, item) for gold in self.told for one in gold.get(role) or []):
                return label
        return NONE

    def is_date(self, number: int) -> bool:
        """Whether the agreement was signed on the date with this number."""
        return str(self.weighed.dates[number].dated.date) in {gold["signed"] for gold in self.told}

    def is_place(self, city: str) -> bool:
        """Whether the agreement was signed in the city."""
        return fold_name(city) in {fold_name(gold["place"]) for gold in self.told if gold.get("place")}

    def label(self) -> str:
        """Whether the draft with the parties now chosen would count as an agreement of the gold."""
        found = [self.outline.candidates[key] for key in chosen(self.weighed, self.outline)]
        for parties in (gold["parties"] for gold in self.told):
            hits = sum(any(is_party(candidate, party) for candidate in found) for party in parties)
            if hits >= len(parties) / (1 if len(parties) <= _ENOUGH else 2):
                return AGREEMENT
        return NONE


@dataclass(frozen=True)
class Mention:
    """A mention with the drafts that it might tell of, as the text stood before it."""

    sighting: Sighting
    drafts: Sequence[Sequence[Sighting]]
    odds: Sequence[float]
    """The probability of each by a model that has not seen the publisher."""
    labels: Sequence[str | None]
    """`LINKED` where it tells of the draft, None where that may be."""


@dataclass(frozen=True)
class Study:
    """One reading of an annotated document."""

    document: GoldDocument
    read: Document
    examples: Sequence[Example]
    mentions: Sequence[Mention]
    """Those that have drafts before them; none where nothing is marked."""
    told: Sequence[Told] | None
    """What tells of its agreements; None where that is not marked."""


def studies_of(documents: Iterable[GoldDocument], names: Names, links: Links) -> Iterator[Study]:
    """The documents with their drafts as examples, each read with all names that coopdata knows, and with fewer.

    What `names` and `links` say of a document is said by models that have not seen its publisher: it must be as right
    and as wrong as in texts that nobody has seen.
    """
    for document in documents:
        read = read_file(document.file)
        if isinstance(read, Rejection):
            continue  # what cannot be read teaches nothing; `coopdata extract` says why
        publisher = document.publisher or document.id
        for informed, lexicon in readings():
            scene = build_scene(read, lexicon, names.model(publisher))
            drafts, outline = drafts_of(scene, choose=links.chooser(publisher))
            standing = standings(outline)
            told = links.told_in(document)
            aligned = aligned_in(document, read, outline, drafts, told)
            examples = [
                Example(
                    document.id,
                    publisher,
                    informed,
                    outline,
                    observe(scene, outline, draft, standing),
                    aligned.get(number, ()),
                )
                for number, draft in enumerate(drafts)
            ]
            asked = asked_of(scene, read, told) if told else ()
            yield Study(document, read, examples, [_mention(one, links.model(publisher)) for one in asked], told)


def _mention(asked: Asked, model: Model) -> Mention:
    return Mention(
        asked.sighting,
        [known.sightings for known in asked.known],
        [model.probabilities(known.seen)[LINKED] for known in asked.known],
        [known.label for known in asked.known],
    )


def aligned_in(
    document: GoldDocument, read: Document, outline: Outline, drafts: Sequence[Draft], told: Sequence[Told] | None
) -> Mapping[int, Sequence[Gold]]:
    """The agreements that each draft tells of: by the marks where the document has any, else by what they share."""
    if told is not None:
        return align_marked(outline, drafts, read, told, document.gold["agreements"])
    aligned = align_drafts(outline, drafts, document.gold["agreements"])
    return {number: [gold] for number, gold in aligned.items()}
