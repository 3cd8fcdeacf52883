"""Where the reading of a document's agreements stands, sentence after sentence."""

from dataclasses import dataclass, field

from coopdata.extract.clauses import Clause
from coopdata.extract.drafts import Draft
from coopdata.extract.linking import Person
from coopdata.extract.parties import PartyRef
from coopdata.extract.placing import Chooser
from coopdata.extract.scene import Scene


@dataclass
class Reading:
    """Where the reading of a document stands."""

    scene: Scene
    choose: Chooser
    """Says which draft a mention tells of."""
    drafts: list[Draft] = field(default_factory=list)
    latest: list[Draft] = field(default_factory=list)
    """The drafts that the last sentence with an instrument spoke of."""
    since: int = 0
    """How many sentences ago that was."""
    named: list[PartyRef] = field(default_factory=list)
    """Possible parties in the order in which the text names them."""
    named_by_clause: list[list[PartyRef]] = field(default_factory=list)
    """The same, sentence by sentence."""
    opening: Clause | None = None
    """The sentence before a list, of which the items are part ("The leaders put their names to:")."""
    signers_open: bool = False
    """Whether a list of those who signed is open."""
    stamp: Clause | None = None
    """The bare place and date at the head of a paragraph or item ("São Paulo, 14 November.")."""
    states: list[PartyRef] = field(default_factory=list)
    """The states that the text names or whose people it names, in that order."""
    people: list[Person] = field(default_factory=list)
    """The people in that order."""
