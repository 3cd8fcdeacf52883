"""What the encoder makes of each draft: it reads the text around it once more and has the last voice.

A first reading has marked the names and the words that tell of agreements by then (`Heard`). First the encoder says
what it takes the names for (`name_hearing`); in the second reading it says which mentions tell of the same agreement.
Then, when the reader has weighed who could be a party and which date is meant, it is asked about each draft (`pages`)
and moves the probabilities. What moved how far is kept, so that `reasons` can tell.
"""

from collections.abc import Mapping, Sequence

from coopdata.encoder.heads import INSTRUMENTS, ROLES, STATUSES, Answer
from coopdata.encoder.model import Read, load_encoder
from coopdata.encoder.pieces import load_vocabulary
from coopdata.extract.clauses import Clause
from coopdata.extract.drafts import Draft, Sighting
from coopdata.extract.name_hearing import Listened
from coopdata.extract.outline import Outline
from coopdata.extract.pages import (
    Asking,
    Marks,
    by_sheet,
    cities_asked,
    likelihood,
    linking_on,
    log_odds,
    sheet_showing,
)
from coopdata.extract.record import Instrument, Status
from coopdata.extract.sheets import sheets_of, sheets_with
from coopdata.extract.weighed import Weighed


class Heard:
    """A document as the encoder reads it: once, with the names and drafts that the first reading found marked."""

    def __init__(self, clauses: Sequence[Clause], told: Sequence[tuple[Outline, Sequence[Draft]]]) -> None:
        """`told` are the outlines of the document's parts, each with its drafts."""
        self.sheets = sheets_of(load_vocabulary(), clauses)
        self._marks = Marks([part for part in told if part[1]])
        self._read: dict[int, Read] = {}

    def read(self, number: int) -> Read:
        """A sheet, which is read when it is first asked for; the last few are kept."""
        if number not in self._read:
            if len(self._read) >= _KEPT:
                del self._read[next(iter(self._read))]
            page = self._marks.page(load_vocabulary(), self.sheets[number])
            self._read[number] = load_encoder().read(page)
        return self._read[number]

    def linked(self, sighting: Sighting, drafts: Sequence[Draft], likely: Sequence[float]) -> Sequence[float]:
        """How likely a mention tells of each draft, as `placing.Hearing`; as before where no sheet shows it."""
        number = sheet_showing(self.sheets, sighting)
        if number is None:
            return likely
        mentions = [draft.sightings for draft in drafts]
        linking = linking_on(self.sheets[number], sighting, mentions, [log_odds(one) for one in likely])
        found: list[float] = load_encoder().link(self.read(number), linking).tolist()
        return found

    def listened(self) -> Listened:
        """What the sheets that tell of agreements take names for."""
        shown = {number for start, end in self._marks.telling for number in sheets_with(self.sheets, start, end)}
        tags = {number: load_encoder().tags(self.read(number)) for number in sorted(shown)}
        return Listened([self.sheets[number] for number in tags], list(tags.values()))


_KEPT = 16
"""So many sheets no article has."""


def hear(outline: Outline, weighed: Sequence[Weighed], heard: Heard) -> None:
    """Ask the encoder about all drafts and write its answers over the probabilities of before."""
    for number, mine in by_sheet(heard.sheets, weighed).items():
        asking = Asking(heard.sheets[number], outline, weighed)
        for draft in mine:
            read, question = heard.read(number), asking.question(draft)
            _write(outline, weighed[draft], load_encoder().answer(read, question))
            kinds = load_encoder().kinds(read, question.anchor).tolist()
            weighed[draft].kinds = dict(zip(map(Instrument, INSTRUMENTS), kinds, strict=True))


def _write(outline: Outline, one: Weighed, answer: Answer) -> None:
    _move(one, answer.parties.tolist())
    one.partners = dict(zip(one.final, answer.partners.tolist(), strict=True))
    one.roles = {
        number: dict(zip(ROLES[1:], roles[1:], strict=True))
        for number, roles in zip(one.roles, answer.roles.tolist(), strict=True)
    }
    one.heard = answer.standing, answer.right
    one.statuses = _statuses(one.draft.status[0] if one.draft.status is not None else None, answer)
    one.dated = answer.dates.tolist()
    one.cities = dict(zip(cities_asked(outline, one), answer.places.tolist(), strict=True))


_MOVED = 6.0
"""By how much the log-odds of a possible party are moved at most."""


def _move(one: Weighed, heard: Sequence[float]) -> None:
    """Move the probabilities of the candidates towards the log-odds heard, which come in their order."""
    for (key, before), odds in zip(list(one.final.items()), heard, strict=True):
        one.moved[key] = min(max(odds - log_odds(before), -_MOVED), _MOVED)
        one.final[key] = likelihood(log_odds(before) + one.moved[key])


_SAID, _SAID_PLAINLY = 2.5, 30.0
"""By how much a status becomes likelier that a rule reads, and one that it reads off a plain word ("scrap")."""
_PLAIN = frozenset((Status.RENEWED, Status.UNDER_NEGOTIATION, Status.TERMINATED))


def _statuses(said: Status | None, answer: Answer) -> Mapping[Status, float]:
    """The probability of each status, with that which a rule reads raised."""
    found = dict(zip(map(Status, STATUSES), answer.statuses.tolist(), strict=True))
    if said is not None:
        found[said] *= _SAID_PLAINLY if said in _PLAIN else _SAID
    total = sum(found.values())
    return {status: value / total for status, value in found.items()}
