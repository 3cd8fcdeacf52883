"""What is asked about one draft, and how it is answered from the vectors of the pieces.

A question holds the sentences around a draft as marked pieces, the places of all that could take part, and what the
models before took for likely. The answers are those probabilities moved by what the sentences say.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coopdata.encoder.layers import Floats, Ints, Weights, gelu, linear, softmax

ROLES = ("none", "signatory", "witness")
STATUSES = ("signed", "renewed", "planned", "under_negotiation", "in_force", "terminated")
"""The code list of `coopdata.extract.record.Status`."""
Rows = Sequence[int]
"""The numbers of the pieces of one place."""


@dataclass(frozen=True)
class Question:
    """One draft as the encoder reads it."""

    ids: Ints
    sorts: Ints
    """Of what sort of name each piece is part; 0 of none."""
    foci: Ints
    """Whether each piece names this draft, is its verb, or names another; 0 for neither."""
    anchor: Rows
    """The pieces that name the draft."""
    parties: Sequence[Sequence[Rows]]
    """The places of each possible party among the pieces; none where it is named farther off."""
    people: Sequence[Sequence[Rows]]
    """The same of each person."""
    likely: Floats
    """The log-odds of each possible party: as weighed last, and by the sentences alone. Shape (parties, 2)."""
    roles: Floats
    """The logarithms of the probabilities of `ROLES` for each person."""
    standing: float
    """The log-odds to be an agreement with the parties that seemed likeliest."""
    status: int
    """The status said, as a number of `STATUSES`; their count where none is."""

    @property
    def asked(self) -> set[int]:
        """The pieces whose vectors are looked at."""
        places = (rows for named in (self.parties, self.people) for mine in named for rows in mine)
        return {*self.anchor, *(row for rows in places for row in rows)}


@dataclass(frozen=True)
class Answer:
    """What the encoder makes of a question; the order is that of its parties and people."""

    parties: Floats
    """The log-odds of each possible party."""
    roles: Floats
    """The probabilities of `ROLES` for each person."""
    standing: float
    """The log-odds to be an agreement."""
    right: float
    """The log-odds to be one with the parties that seemed likeliest before."""
    statuses: Floats
    """The probability of each of `STATUSES`."""


def answer(weights: Weights, vectors: Floats, question: Question) -> Answer:
    """The answer to a question whose pieces have these vectors."""
    focus = vectors[list(question.anchor)].mean(axis=0)
    parties = _pooled(weights, "party", vectors, focus, question.parties)
    unseen = np.array([[not places] for places in question.parties], np.float32).reshape(-1, 1)
    moved = linear(weights, "party_out", np.concatenate((parties, question.likely, unseen), axis=1))[:, 0]
    people = _pooled(weights, "role", vectors, focus, question.people)
    roles = linear(weights, "role_out", np.concatenate((people, question.roles), axis=1)) + question.roles
    stands = np.append(gelu(linear(weights, "standing", focus)), np.float32(question.standing))
    standing, right = linear(weights, "standing_out", stands) + question.standing
    said = np.eye(len(STATUSES) + 1, dtype=np.float32)[question.status]
    states = np.concatenate((gelu(linear(weights, "status", focus)), said))
    return Answer(
        moved + question.likely[:, 0],
        softmax(roles),
        float(standing),
        float(right),
        softmax(linear(weights, "status_out", states)),
    )


def _pooled(weights: Weights, name: str, vectors: Floats, focus: Floats, named: Sequence[Sequence[Rows]]) -> Floats:
    """For each of those named the greatest hidden values over its places, then their means; zeros where unseen."""
    width = weights[f"{name}.weight"].shape[0]
    pooled = np.zeros((len(named), 2 * width), np.float32)
    places = [(owner, rows) for owner, mine in enumerate(named) for rows in mine]
    if not places:
        return pooled
    means = np.stack([vectors[list(rows)].mean(axis=0) for _, rows in places])
    hidden = gelu(linear(weights, name, np.concatenate((means, means * focus), axis=1)))
    owners = np.array([owner for owner, _ in places])
    for owner in set(owners.tolist()):
        mine = hidden[owners == owner]
        pooled[owner] = np.concatenate((mine.max(axis=0), mine.mean(axis=0)))
    return pooled
