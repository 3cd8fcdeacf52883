"""Which of the organizations or people of a document a name in it means.

That a name stands for one or several of them is a fact of the document; which ids these have is known only when all
documents are resolved. So references are places among the things of the document, and are asked with their ids.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from coopdata.ids import fold
from coopdata.resolve.organization_groups import Group

Places = tuple[int, ...]
"""Places of things among those of their document, in order."""


class Reference(NamedTuple):
    """What a name may mean, and what of that is of the country told with the name, where one is."""

    places: Places
    of_country: Places = ()

    def among(self, ids: Sequence[str]) -> str | None:
        """The id of what is meant, by the ids of the document's things; None where that may be several, or nothing."""
        if len(self.places) == 1:
            return ids[self.places[0]]
        found = {ids[place] for place in self.places}
        if len(found) > 1:
            found = {ids[place] for place in self.of_country}
        return found.pop() if len(found) == 1 else None

    def __reduce__(self) -> tuple[Callable[[Places, Places], "Reference"], tuple[Places, Places]]:
        """So that references from other processes are shared, too."""
        return (_reference, (self.places, self.of_country))


@lru_cache(maxsize=1 << 16)
def _reference(places: Places, of_country: Places = ()) -> Reference:
    """A reference, one for all that are equal: there are millions of them, of few sorts."""
    return Reference(places, of_country)


class Organizations:
    """The organizations of one document, to be found by what it calls them: a name wins over an alias."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._groups = groups
        self._by_name = _places((group.place, group.names) for group in groups)
        self._by_form = _places((group.place, group.forms) for group in groups)

    def reference(self, name: str, country: str | None = None) -> Reference:
        """What the document means by the name; where two bear it, the country tells which."""
        wanted = fold(name)
        places = self._by_name.get(wanted) or self._by_form.get(wanted, ())
        if len(places) < 2 or country is None:
            return _reference(places)
        return _reference(places, tuple(place for place in places if self._groups[place].country == country))


def _places(named: Iterable[tuple[int, Iterable[str]]]) -> Mapping[str, Places]:
    """For each name, without regard to case and marks, the places of those that bear it."""
    found: dict[str, dict[int, None]] = defaultdict(dict)
    for place, names in named:
        for name in names:
            found[fold(name)][place] = None
    return {name: tuple(places) for name, places in found.items()}


class People:
    """The people of one document, to be found by what it calls them."""

    def __init__(self, forms: Iterable[Sequence[str]]) -> None:
        """The names of each, in their order."""
        self._by_form = _places(enumerate(forms))

    def reference(self, name: str) -> Reference:
        """Whom the document means by the name."""
        return _reference(self._by_form.get(fold(name), ()))
