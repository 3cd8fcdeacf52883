"""What one document says of who is who: all that identity is decided from, and nothing that needs another document.

Facts of documents are found one by one, in any process and at any time, and then decided on together (`identities`).
"""

from collections.abc import Callable
from dataclasses import dataclass

from coopdata.resolve.bodies import Bodies
from coopdata.resolve.faces import Face, Presence, faces, presences
from coopdata.resolve.ledger import Source
from coopdata.resolve.organization_groups import Group, groups_of
from coopdata.resolve.references import Organizations, People, Reference
from coopdata.resolve.sharing import shared, shared_text
from coopdata.resolve.tellings import Telling, Tellings, Told, told_in


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """The organizations, people and agreements of one document, and what it means by their names."""

    document: str
    order: int
    story: str
    """The document's id, its place among all, and the story it tells (see `Source`)."""
    published: str | None
    """When the document was published, as precise as known."""
    organizations: tuple[Group, ...]
    listed: tuple[Reference, ...]
    """The organizations that its record lists, beside those that only something else names."""
    people: tuple[Presence, ...]
    agreements: tuple[Told, ...]

    @property
    def at(self) -> tuple[str, int, str]:
        """The document's id, place and story."""
        return (self.document, self.order, self.story)

    def __reduce__(self) -> tuple[Callable[..., "Facts"], tuple[object, ...]]:
        """So that what facts from other processes have in common is held once."""
        told = (self.organizations, self.people, self.agreements)
        return (_received, (self.at, self.published, self.listed, told))

    def faces(self, bodies: Bodies) -> list[Face]:
        """Its people, now that organizations are known."""
        return faces(self.people, self.listed, self.at, bodies)

    def tellings(self, tellings: Tellings) -> list[Telling]:
        """Its agreements, now that organizations and people are known."""
        return [tellings.of(told, self.at, self.published) for told in self.agreements]


def _received(
    at: tuple[str, int, str],
    published: str | None,
    listed: tuple[Reference, ...],
    told: tuple[tuple[Group, ...], tuple[Presence, ...], tuple[Told, ...]],
) -> Facts:
    """Facts from another process."""
    organizations, people, agreements = told
    return Facts(*at, shared_text(published), organizations, shared(listed), people, agreements)


def facts_of(source: Source, *, with_items: bool = True) -> Facts:
    """The facts of one document.

    Without their items no rows can be made of them, but those of a million documents can be held: they take a tenth
    of the memory of their records.
    """
    groups = groups_of(source, with_items=with_items)
    organizations = Organizations(groups)
    people = presences(source, organizations, with_items=with_items)
    told = told_in(source, organizations, People(one.forms for one in people), with_items=with_items)
    return Facts(
        document=source.document.id,
        order=source.order,
        story=source.story,
        published=source.published,
        organizations=tuple(groups),
        listed=tuple(organizations.reference(one.name, one.country) for one in source.record.organizations),
        people=people,
        agreements=told,
    )
