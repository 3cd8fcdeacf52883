"""Time and memory of deciding who is who, over 10^4, 10^5, 10^6 documents of a made-up world."""

import resource
import time

from benchmarks.measuring import resident, say
from benchmarks.world import World
from coopdata.resolve.decisions import Decisions
from coopdata.resolve.identities import identify


def resolving(documents: int) -> None:
    """Decide on a hundredth, a tenth and all of so many documents; say how long it took and what memory it needed."""
    for count in (documents // 100, documents // 10, documents):
        world = World(count)
        begun = time.perf_counter()
        for _ in world:
            pass
        making = time.perf_counter() - begun
        begun = time.perf_counter()
        found = identify(world, Decisions(), with_items=False)
        taken = time.perf_counter() - begun
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        say(
            f"{count:,} documents: organizations, people, agreements",
            f"{len(found.bodies.clusters):,}, {len(found.persons.clusters):,}, {len(found.agreements):,}",
        )
        say(
            f"{count:,} documents: time, of which the records are made; memory now, at most",
            f"{taken:.0f} s, {3 * making:.0f} s; {resident():.0f} MB, {most:.0f} MB",
        )
