"""Time and memory of deciding who is who over documents of a made-up world, and whether it is decided right.

Memory is that of the process that decides: the facts of all documents and all that comes of them. Records are made up
one by one where they are read, in the processes that find facts and that have ended when memory is highest.
"""

import resource
import time
from collections import Counter
from functools import partial
from typing import Any

from benchmarks.measuring import resident, say
from benchmarks.world import World
from coopdata.jobs import in_order
from coopdata.resolve.decisions import Decisions
from coopdata.resolve.facts import Facts, facts_of
from coopdata.resolve.identities import Identities, identify, without_collecting

PROCESSES = 2
BATCH = 256
"""Documents handed to a process at once."""
SAMPLED = 50
"""Of so many records one is made up to see how long that takes."""


def resolving(documents: int) -> None:
    """Decide on a hundredth, a tenth and all of so many documents; say how long it took, in what memory, how well."""
    for count in (documents // 100, documents // 10, documents):
        _resolve(World(count))


def _resolve(world: World) -> None:
    making = _making(world)
    begun = _now()
    with without_collecting():
        facts = list(in_order(partial(_facts, world), range(len(world)), PROCESSES, BATCH))
        read = _now()
        found = identify(facts, Decisions())
    done = _now()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    entities = (found.bodies.clusters, found.persons.clusters, found.agreements)
    name = f"{len(world):,} documents"
    say(f"{name}: organizations, people, agreements", ", ".join(f"{len(own):,}" for own in entities))
    say(f"{name}: pairs of tellings merged that are right, right ones merged", _how_well(world, found))
    for what, first, last in (("time", begun, done), ("for their facts", begun, read), ("for deciding", read, done)):
        clock, work = last[0] - first[0], last[1] - first[1]
        say(f"{name}: {what}, by the clock and of processors", f"{clock:.0f} s, {work:.0f} s")
    say(f"{name}: of processors, for making the records up", f"{making:.0f} s")
    say(f"{name}: memory now, at most", f"{resident():.0f} MB, {most:.0f} MB")


def _now() -> tuple[float, float]:
    """The clock, and the seconds of processors that this process and those it has ended have taken."""
    taken = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return time.perf_counter(), sum(own.ru_utime + own.ru_stime for own in taken)


def _making(world: World) -> float:
    """How long a processor takes to make all records up, by a part of them: no part of resolving, but timed with it."""
    begun = time.process_time()
    for number in range(0, len(world), SAMPLED):
        world.source(number)
    return (time.process_time() - begun) * SAMPLED


def _facts(world: World, number: int) -> Facts:
    """What the document of this number says of who is who."""
    return facts_of(world.source(number), with_items=False)


def _how_well(world: World, found: Identities) -> str:
    """The shares of merged pairs that are right, and of right pairs that are merged."""
    told = [(world.agreement_of(one.order), key) for key, cluster in found.agreements.items() for one in cluster]
    same, merged, right = (
        _pairs(own) for own in (Counter(a for a, _ in told), Counter(b for _, b in told), Counter(told))
    )
    return f"{right / max(merged, 1):.4f}, {right / max(same, 1):.4f}"


def _pairs(counts: Counter[Any]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())
