"""What is asked about the drafts of a page, and how it is answered from the vectors of the pieces.

A page holds the sentences that are read together as marked pieces. A question about a draft on it holds the places of
all that could take part, and what the models before took for likely. The answers are those probabilities moved by what
the sentences say.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coopdata.encoder.layers import Ints, Weights, gelu, linear, softmax
from coopdata.encoder.operations import Floats

ROLES = ("none", "signatory", "witness")
STATUSES = ("signed", "renewed", "planned", "under_negotiation", "in_force", "terminated")
"""The code list of `coopdata.extract.record.Status`."""
TAGS = ("none", "body begins", "body goes on", "person begins", "person goes on")
"""What a piece is of names."""
INSTRUMENTS = (
    "memorandum_of_understanding",
    "memorandum_of_cooperation",
    "letter_of_intent",
    "joint_declaration",
    "framework_agreement",
    "treaty",
    "protocol",
    "loan_agreement",
    "grant_agreement",
    "exchange_of_notes",
    "action_plan",
    "contract",
    "partnership_agreement",
    "agreement",
    "other",
)
"""The code list of `coopdata.extract.record.Instrument`."""
TOLD = ("none", *INSTRUMENTS)
"""What kind of agreement a piece tells of. Drafts made of words that no list holds and the encoder takes for telling of
one were as often wrong as right; of words that a list holds it knows the kind."""
Rows = Sequence[int]
"""The numbers of the pieces of one place."""
Named = Sequence[Sequence[Rows]]
"""The places of each of several among the pieces; none where it is named farther off."""
_ASKED_NAME, _ASKED_VERB = 1, 2
"""How the pieces are marked that name the draft that is asked about, or are its verb."""
ASKED = _ASKED_VERB + 1
"""How many such marks there are, that for neither among them."""
DISTANCES = 3
"""How many distances stand beside each place."""
_FARTHEST, _SCALE = 500.0, 6.0
"""No distance counts for more pieces; its logarithm is divided by the second, to come near 1."""


@dataclass(frozen=True)
class Page:
    """Sentences that are read together, as marked pieces."""

    ids: Ints
    sorts: Ints
    """Of what sort of name each piece is part; 0 of none."""
    foci: Ints
    """Whether each piece names a draft or is the verb of one; 0 for neither."""
    shapes: Ints
    """Whether each piece is written with capitals; 0 for small letters."""
    spans: Ints
    """The characters ``[start, end)`` of the document that each piece stands for. Shape (pieces, 2)."""


@dataclass(frozen=True)
class Asked:
    """What the encoder is asked about: a draft on a page, or one mention of one."""

    anchor: Rows
    """The pieces that name it."""
    verbs: Rows
    """Those that are its verbs, if any."""

    @property
    def focus(self) -> Rows:
        """The pieces that name it and those that are its verbs."""
        return [*self.anchor, *self.verbs]

    def marked(self, length: int) -> Ints:
        """Of each of so many pieces whether it names what is asked about, or is its verb; 0 for neither."""
        marks = np.zeros(length, np.int64)
        marks[list(self.verbs)] = _ASKED_VERB
        marks[list(self.anchor)] = _ASKED_NAME
        return marks


@dataclass(frozen=True)
class Question(Asked):
    """One draft of a page as the encoder is asked about it."""

    others: Rows
    """Those that name other drafts."""
    parties: Named
    """The places of each possible party."""
    people: Named
    places: Named
    """Those of each city that it may have been signed in."""
    dates: Named
    """Those of each date that it may have been signed on."""
    likely: Floats
    """The log-odds of each possible party: as weighed last, and by the sentences alone. Shape (parties, 2)."""
    roles: Floats
    """The logarithms of the probabilities of `ROLES` for each person."""
    placed: Floats
    """1 for the city that the rules take, else 0. Shape (places, 1)."""
    dated: Floats
    """The log-odds of each date. Shape (dates, 1)."""
    standing: float
    """The log-odds to be an agreement with the parties that seemed likeliest."""
    status: int
    """The status said, as a number of `STATUSES`; their count where none is."""

    @property
    def rows(self) -> Rows:
        """The pieces whose vectors the answer is made from, in order."""
        named = (self.parties, self.people, self.places, self.dates)
        return sorted({*self.focus, *(row for one in named for places in one for rows in places for row in rows)})


@dataclass(frozen=True)
class Linking(Asked):
    """A mention as the encoder is asked which of the drafts before it tells of the same agreement."""

    drafts: Named
    """The places of the mentions of each draft."""
    likely: Floats
    """The log-odds of each draft. Shape (drafts, 1)."""


@dataclass(frozen=True)
class Answer:
    """What the encoder makes of a question; the order is that of its parties, people, places and dates."""

    parties: Floats
    """The log-odds of each possible party."""
    partners: Floats
    """The probability of each to be one of several partners, each with an agreement of its own."""
    roles: Floats
    """The probabilities of `ROLES` for each person."""
    places: Floats
    """The probability of each city; what is missing to 1 is that of none."""
    dates: Floats
    """The same of each date."""
    standing: float
    """The log-odds to be an agreement."""
    right: float
    """The log-odds to be one with the parties that seemed likeliest before."""
    statuses: Floats
    """The probability of each of `STATUSES`."""


def answer(weights: Weights, vectors: Floats, question: Question) -> Answer:
    """The answer to a question whose pieces have these vectors."""
    anchor, verb = _told(vectors, question)
    view = _View(vectors, anchor + verb, distances(len(vectors), question.focus, question.others))

    def seen(name: str, named: Named, known: Floats) -> Floats:
        return _seen(weights, name, view, named, known)

    both = np.concatenate((anchor, verb))
    stands = np.append(gelu(linear(weights, "standing", both)), np.float32(question.standing))
    standing, right = linear(weights, "standing_out", stands) + question.standing
    said = np.eye(len(STATUSES) + 1, dtype=np.float32)[question.status]
    states = np.concatenate((gelu(linear(weights, "status", both)), said))
    parties = seen("party", question.parties, question.likely)
    return Answer(
        parties[:, 0] + question.likely[:, 0],
        np.asarray(1 / (1 + np.exp(-parties[:, 1])), np.float32),
        softmax(seen("role", question.people, question.roles) + question.roles),
        _or_none(seen("place", question.places, question.placed)[:, 0]),
        _or_none(seen("date", question.dates, question.dated)[:, 0] + question.dated[:, 0]),
        float(standing),
        float(right),
        softmax(linear(weights, "status_out", states)),
    )


def link(weights: Weights, vectors: Floats, linking: Linking) -> Floats:
    """The probability that a mention tells of each draft; what is missing to 1 is that of another agreement."""
    anchor, verb = _told(vectors, linking)
    view = _View(vectors, anchor + verb, distances(len(vectors), linking.focus, ()))
    return _or_none(_seen(weights, "link", view, linking.drafts, linking.likely)[:, 0] + linking.likely[:, 0])


def _told(vectors: Floats, asked: Asked) -> tuple[Floats, Floats]:
    """The vector of the words that name what is asked about, and that of its verbs: the same where it has none."""
    anchor = vectors[list(asked.anchor)].mean(axis=0)
    return anchor, vectors[list(asked.verbs)].mean(axis=0) if asked.verbs else anchor


def _seen(weights: Weights, name: str, view: "_View", named: Named, known: Floats) -> Floats:
    pooled = _pooled(weights, name, view, named)
    return linear(weights, f"{name}_out", np.concatenate((pooled, known, unseen(named)), axis=1))


def unseen(named: Named) -> Floats:
    """1 for each of those named that has no place among the pieces, else 0."""
    return np.array([[not places] for places in named], np.float32).reshape(-1, 1)


def distances(length: int, focus: Rows, others: Rows) -> Floats:
    """How far each piece is behind the nearest that names the draft, before the nearest, and from any other draft."""
    mine, theirs = _steps(length, focus), _steps(length, others)
    found = np.stack((mine[0], mine[1], theirs.min(axis=0)), axis=1)
    return np.asarray(np.log1p(found) / np.float32(_SCALE), np.float32)


def _steps(length: int, rows: Rows) -> Floats:
    """How many pieces each piece is behind the nearest of the rows, and before the nearest."""
    at = np.arange(length, dtype=np.float32)
    apart = at - np.array(sorted(rows), np.float32).reshape(-1, 1)
    behind = np.where(apart >= 0, apart, _FARTHEST).min(axis=0, initial=_FARTHEST)
    before = np.where(apart <= 0, -apart, _FARTHEST).min(axis=0, initial=_FARTHEST)
    return np.stack((behind, before)).astype(np.float32)


def _or_none(scores: Floats) -> Floats:
    """The probabilities of choices, none of them being one too, whose score is nothing."""
    return softmax(np.append(np.float32(0), scores))[1:]


@dataclass(frozen=True)
class _View:
    """The pieces of a page as seen from one draft."""

    vectors: Floats
    focus: Floats
    """One vector for the draft."""
    near: Floats
    """How far each piece is from it."""

    def of(self, rows: Rows) -> Floats:
        """One place: its pieces, the draft, what they have in common, and how far they are apart."""
        mean = self.vectors[list(rows)].mean(axis=0)
        return np.concatenate((mean, self.focus, mean * self.focus, self.near[rows[0]]))


def _pooled(weights: Weights, name: str, view: _View, named: Named) -> Floats:
    """For each of those named the greatest hidden values over its places, then their means; zeros where unseen."""
    width = weights[f"{name}.weight"].shape[0]
    pooled = np.zeros((len(named), 2 * width), np.float32)
    places = [(owner, rows) for owner, mine in enumerate(named) for rows in mine]
    if not places:
        return pooled
    hidden = gelu(linear(weights, name, np.stack([view.of(rows) for _, rows in places])))
    owners = np.array([owner for owner, _ in places])
    for owner in set(owners.tolist()):
        mine = hidden[owners == owner]
        pooled[owner] = np.concatenate((mine.max(axis=0), mine.mean(axis=0)))
    return pooled
