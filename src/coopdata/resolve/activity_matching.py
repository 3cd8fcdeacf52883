"""Which mentions are one event, or one project.

Events of one name are one where their dates agree as precisely as each is told: September 2019 holds 5 September 2019,
a forum from the 4th to the 6th holds the 5th. Where a text tells no date, the name must tell which of a series it is
("30th ASEAN Summit", "Expo 2020"), and exactly one such event be known. Projects are one where name and country are
equal; a name without a country is the only project of that name, if it is distinctive.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from coopdata.extract.record import Event, Project
from coopdata.ids import fold, make_id
from coopdata.resolve.decisions import Decisions, OfOneId, join_decided
from coopdata.resolve.groups import by_id
from coopdata.resolve.ledger import Source, read_at
from coopdata.resolve.model import Anchor
from coopdata.resolve.naming import is_distinctive, name_key

_NUMBERED = re.compile(r"\d|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b")


@dataclass(frozen=True)
class EventFace(OfOneId):
    """An event as one document tells of it."""

    source: Source
    event: Event

    @cached_property
    def key(self) -> str:
        """The name as it is compared."""
        return fold(self.event.name)

    @property
    def is_numbered(self) -> bool:
        """Whether the name itself tells which of a series it is."""
        return _NUMBERED.search(self.key) is not None

    @property
    def own_id(self) -> str:
        """The id that the mention would have by itself."""
        return make_id("evt", self.key, self.event.start, None if self.event.start else self.source.story)

    @property
    def anchors(self) -> list[Anchor]:
        """Where it was read: the characters of the name."""
        return read_at("events", [(self.source, self.event)])

    def holds(self, day: str) -> bool:
        """Whether it may have been going on at this date, which is no more precise than its own."""
        start = self.event.start or ""
        end = self.event.end or start
        if len(start) == len(end) == len(day):
            return start <= day <= end
        return start.startswith(f"{day}-")


def cluster_events(faces: Sequence[EventFace], decisions: Decisions) -> dict[str, list[EventFace]]:
    """The faces of each event, by id."""
    dates = _dates(faces)
    clusters = join_decided(faces, [_event_tokens(face, dates[face.key]) for face in faces], decisions)
    return by_id(clusters, _event_identity, lambda face: (face.source.order, face.source.story))


def _event_identity(cluster: Sequence[EventFace]) -> str:
    """The id of the most precisely dated telling, of equals the earliest date."""
    return min(
        cluster, key=lambda face: (-len(face.event.start or ""), face.event.start or "", face.source.order)
    ).own_id


def _dates(faces: Sequence[EventFace]) -> Mapping[str, Mapping[str, list[EventFace]]]:
    """For each name its dates, and the faces that tell them."""
    found: dict[str, dict[str, list[EventFace]]] = defaultdict(lambda: defaultdict(list))
    for face in faces:
        if face.event.start is not None:
            found[face.key][face.event.start].append(face)
    return found


def _event_tokens(face: EventFace, dates: Mapping[str, Sequence[EventFace]]) -> Iterator[Hashable]:
    """The name with the date; with the date of the only finer telling that holds it; with the story."""
    start = face.event.start
    in_story = [date for date, others in dates.items() if any(one.source.story == face.source.story for one in others)]
    if len(in_story) <= 1:
        yield (face.key, "story", face.source.story)
    if start is not None:
        yield (face.key, start)
        holding = [date for date, others in dates.items() if date != start and any(one.holds(start) for one in others)]
        yield from ((face.key, date) for date in holding if len(holding) == 1)
    elif face.is_numbered:
        yield (face.key, "numbered")
        yield from ((face.key, date) for date in dates if len(dates) == 1)


@dataclass(frozen=True)
class ProjectFace(OfOneId):
    """A project as one document tells of it; `index` is its place in the record."""

    source: Source
    index: int
    project: Project

    @cached_property
    def key(self) -> str:
        """The name as it is compared."""
        return name_key(self.project.name, self.project.country)

    @property
    def own_id(self) -> str:
        """The id that the mention would have by itself."""
        country = self.project.country
        return make_id("prj", self.key, country, None if country else self.source.story)

    @property
    def anchors(self) -> list[Anchor]:
        """Where it was read: the characters of the name."""
        return read_at("projects", [(self.source, self.project)])


def cluster_projects(faces: Sequence[ProjectFace], decisions: Decisions) -> dict[str, list[ProjectFace]]:
    """The faces of each project, by id."""
    homes: dict[str, set[str]] = defaultdict(set)
    for face in faces:
        if face.project.country is not None:
            homes[face.key].add(face.project.country)
    clusters = join_decided(faces, [_project_tokens(face, homes) for face in faces], decisions)
    return by_id(clusters, _project_identity, lambda face: (face.source.order, face.source.story))


def _project_identity(cluster: Sequence[ProjectFace]) -> str:
    """The id of the first telling that has a country, where one has."""
    return min(cluster, key=lambda face: (face.project.country is None, face.source.order)).own_id


def _project_tokens(face: ProjectFace, homes: Mapping[str, set[str]]) -> Iterator[Hashable]:
    country = face.project.country
    yield (face.key, country, None if country else face.source.story)
    if country is None and is_distinctive(face.project.name):
        countries = homes.get(face.key, set())
        yield from ((face.key, one, None) for one in countries if len(countries) == 1)
        if not countries:
            yield (face.key, "anywhere")
