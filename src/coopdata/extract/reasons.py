"""Why a draft is an agreement or none, and why its parties are those: what spoke for it and against it, in words.

The models of `choosing` add up weights of observations; here the heaviest are told, and how far the encoder and
`certainty` moved what they came to. `observations.csv` says in words what an observation means; one that it does not
have is given as the model knows it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from coopdata.documents.model import Document, Span
from coopdata.extract.agreements import drafts_heard
from coopdata.extract.choosing import NEEDED, chosen, stands, weigh
from coopdata.extract.outline import Outline
from coopdata.extract.pages import log_odds
from coopdata.extract.reader import scene_of
from coopdata.extract.settling import kind_heard
from coopdata.extract.weighed import Weighed
from coopdata.extract.weights import Model, load_model
from coopdata.reference.files import read_rows

_TOLD = 4
"""So many observations are told on each side."""
_OF_SEVERAL = "u:"
"""What the observations of a sentence begin with that announces several agreements at once."""
_LIKELY = 0.05
"""Candidates less likely than this are not worth a word."""


@dataclass(frozen=True)
class Reason:
    """An observation in words, and how much it weighs: above nothing it speaks for, below against."""

    words: str
    weight: float


@dataclass(frozen=True)
class PartyWeighed:
    """A possible party: its name, its probability, whether it was chosen, and why."""

    name: str
    probability: float
    chosen: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class DraftWeighed:
    """A draft: its wording at a span of the source, its probability and the one needed, whether it stands, and why."""

    wording: str
    span: Span
    instrument: str
    probability: float
    needed: float
    stands: bool
    reasons: tuple[Reason, ...]
    parties: tuple[PartyWeighed, ...]


def why(document: Document) -> list[DraftWeighed]:
    """All drafts of a document as weighed, those too that are no agreements, in the order of the text."""
    scene, heard = scene_of(document)
    if heard is None:
        return []
    told: list[DraftWeighed] = []
    for part, drafts, outline in drafts_heard(scene, heard):
        weighed = weigh(part, outline, drafts, heard)
        told += [_draft(document, outline, one, taken=stands(outline, one, weighed)) for one in weighed]
    return told


def _draft(document: Document, outline: Outline, one: Weighed, *, taken: bool) -> DraftWeighed:
    chunk = one.draft.lead.mention.chunk
    parties = chosen(one, outline)
    return DraftWeighed(
        document.view.text[chunk.start : chunk.end],
        document.view.to_source(chunk.start, chunk.end),
        (kind[0] if (kind := kind_heard(one)) is not None else one.draft.lead.mention.instrument).value,
        round(one.stands, 2),
        NEEDED,
        taken,
        _reasons(
            load_model("standing"), "agreement", one.standing, "certainty", log_odds(one.stands) - log_odds(one.doubted)
        ),
        tuple(_parties(outline, one, set(parties))),
    )


def _parties(outline: Outline, one: Weighed, taken: set[str]) -> Iterator[PartyWeighed]:
    """The likely candidates, the likeliest first."""
    for key, probability in sorted(one.final.items(), key=lambda pair: -pair[1]):
        if probability >= _LIKELY or key in taken:
            reasons = _reasons(load_model("party_again"), "party", one.party[key], "encoder", one.moved[key])
            yield PartyWeighed(outline.candidates[key].ref.name, round(probability, 2), key in taken, reasons)


def _reasons(model: Model, label: str, observed: Iterable[str], by: str, moved: float) -> tuple[Reason, ...]:
    """The heaviest observations for the label and against it in words, each once; between them what `by` moved."""
    told: dict[str, Reason] = {}
    for observation, weight in model.reasons(label, observed):
        told.setdefault(in_words(observation), Reason(in_words(observation), round(weight, 2)))
    reasons = list(told.values())
    speaking_for = [reason for reason in reasons if reason.weight > 0][:_TOLD]
    against = [reason for reason in reasons if reason.weight < 0][-_TOLD:]
    heard = [Reason(in_words(by), round(moved, 2))] if round(moved, 2) else []
    return (*speaking_for, *heard, *against[::-1])


def in_words(observation: str) -> str:
    """What an observation means: the words of the longest entry that it begins with, else itself."""
    if observation.startswith(_OF_SEVERAL):
        return f"of the several told of together: {in_words(observation.removeprefix(_OF_SEVERAL))}"
    for start, words in _wordings():
        if observation.startswith(start):
            return words.format(observation.removeprefix(start)) if words else observation
    return observation


@cache
def _wordings() -> Sequence[tuple[str, str]]:
    rows = [(row["observation"], row["words"]) for row in read_rows("observations.csv")]
    return sorted(rows, key=lambda row: -len(row[0]))
