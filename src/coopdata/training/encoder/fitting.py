"""Fitting the encoder to lessons, a few at a time, in an order drawn anew each round."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from coopdata.encoder.heads import Page
from coopdata.encoder.layers import Ints
from coopdata.encoder.operations import Floats
from coopdata.training.encoder.lessons import Lesson, Task, Told
from coopdata.training.encoder.network import Network

_AT_ONCE = 4
"""Pages between two steps; those of like length stand together, out of so many such groups."""
_GROUPS = 32
_RATE, _HEADS_RATE = 4e-5, 4e-4
_WARM, _LAST = 0.1, 0.02
"""The part of all steps in which the rate rises, and what it falls to in the end."""
_NAMES_CHANGED, _WORDS_HIDDEN = 0.2, 0.05
"""Pieces of names are exchanged and words hidden this often: a name that stood in a lesson is to mean nothing."""
_NAMES_UNMARKED, _TOLD_UNMARKED = 0.15, 0.1
"""Names and words for agreements lose their mark this often: the first reading does not find all of them."""


@dataclass(frozen=True)
class Plan:
    """How a network is fitted."""

    base: Path
    """The file of the general model."""
    kept: Sequence[int]
    """The numbers of its pieces that are kept."""
    hidden: int
    """The number, among those kept, of the piece that hides a word."""
    rounds: int = 6
    seed: int = 2026


def fit(lessons: Sequence[Lesson], plan: Plan, say: Callable[[str], None]) -> Network:
    """A network fitted to the lessons; the same lessons give the same network on the same machine."""
    torch.manual_seed(plan.seed)
    draw = random.Random(plan.seed)  # noqa: S311 - an order, no secret
    noise = np.random.default_rng(plan.seed)
    network = Network(plan.base, plan.kept)
    optimizer = torch.optim.AdamW(list(_rated(network)), weight_decay=0.01, fused=True)
    steps = plan.rounds * len(_batches(lessons, draw))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (_WARM * steps), max(_LAST, 1 - step / steps))
    )
    network.train()
    for number in range(plan.rounds):
        wrong = 0.0
        batches = _batches(lessons, draw)
        for batch in batches:
            loss = _loss(network, batch, [_noisy(lesson.page, plan, noise) for lesson in batch]) / _WEIGHT
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call,unused-ignore]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            wrong += float(loss.detach()) / len(batches)
        say(f"round {number + 1} of {plan.rounds}: {wrong:.3f} wrong a step")
    network.eval()
    return network


_WEIGHT = 8
"""What the loss of a step is divided by: about the drafts on its pages."""
_KNOWN = ("layers.", "norm.", "positions", "relative.")
"""The parameters that the general model has taught."""


def _rated(network: Network) -> Iterator[dict[str, object]]:
    """The parameters with their rates: slow for what the general model knows, quick for what is new."""
    fitted = [(name, one) for name, one in network.named_parameters() if one.requires_grad]
    yield {"params": [one for name, one in fitted if name.startswith(_KNOWN)], "lr": _RATE}
    yield {"params": [one for name, one in fitted if not name.startswith(_KNOWN)], "lr": _HEADS_RATE}


def _batches(lessons: Sequence[Lesson], draw: random.Random) -> list[Sequence[Lesson]]:
    """Every document once, in one of its readings, in an order of its own."""
    readings: dict[str, dict[bool, list[Lesson]]] = defaultdict(lambda: defaultdict(list))
    for lesson in lessons:
        readings[lesson.document][lesson.informed].append(lesson)
    order = [lesson for each in readings.values() for lesson in each[draw.choice(sorted(each))]]
    draw.shuffle(order)
    batches: list[Sequence[Lesson]] = []
    for first in range(0, len(order), _AT_ONCE * _GROUPS):
        alike = sorted(order[first : first + _AT_ONCE * _GROUPS], key=lambda lesson: len(lesson.page.ids))
        batches += [alike[start : start + _AT_ONCE] for start in range(0, len(alike), _AT_ONCE)]
    draw.shuffle(batches)
    return batches


def _noisy(page: Page, plan: Plan, noise: np.random.Generator) -> Page:
    """The page with some pieces of names exchanged, some names without their mark, and some words hidden."""
    ids, drawn = page.ids.copy(), noise.random(len(page.ids))
    inside = np.ones(len(ids), np.bool_)
    inside[[0, -1]] = False
    named = page.sorts > 0
    changed = inside & named & (drawn < _NAMES_CHANGED)
    sorts, foci = (
        np.where(_of_whole_names(marks, noise.random(len(page.ids), np.float32)) < often, 0, marks)
        for marks, often in ((page.sorts, _NAMES_UNMARKED), (page.foci, _TOLD_UNMARKED))
    )
    ids[changed] = noise.integers(len(plan.kept) // 2, len(plan.kept), int(changed.sum()))
    ids[inside & ~named & (drawn < _WORDS_HIDDEN)] = plan.hidden
    return replace(page, ids=ids, sorts=sorts, foci=foci)


def _of_whole_names(sorts: Ints, drawn: Floats) -> Floats:
    """For each piece what was drawn for the first piece of its name."""
    begins = np.flatnonzero(np.diff(sorts, prepend=-1))
    return drawn[begins[np.searchsorted(begins, np.arange(len(sorts)), side="right") - 1]]


def _loss(network: Network, batch: Sequence[Lesson], pages: Sequence[Page]) -> Tensor:
    """What the network is wrong by on some pages, given as they are read: on each page, and on each draft."""
    asked = [(number, task) for number, lesson in enumerate(batch) for task in lesson.tasks]
    plain, mine = network(pages, [(number, task.question) for number, task in asked])
    wrong = sum((_loss_of_page(network, *each) for each in zip(batch, plain, strict=True)), torch.zeros(()))
    for (_, task), vectors in zip(asked, mine, strict=True):
        wrong = wrong + sum(_losses(task, network.answer(vectors, task.question))) * task.weight
    return wrong


def _loss_of_page(network: Network, lesson: Lesson, vectors: Tensor) -> Tensor:
    """What the network is wrong by on a page: its tags, as so many drafts, and its mentions."""
    own = vectors[: len(lesson.tags)]
    wrong = functional.cross_entropy(network.tag_out(own), torch.from_numpy(lesson.tags)) * _TAGS
    if lesson.told is not None:
        wrong = wrong + functional.cross_entropy(network.told_out(own), torch.from_numpy(lesson.told)) * _TOLD
    for link in lesson.links:
        wrong = wrong + _loss_of_choice(network.linked(vectors, link.linking), torch.from_numpy(link.right)) * _LINKS
    return wrong


def _loss_of_choice(scores: Tensor, right: Tensor) -> Tensor:
    """What a choice is wrong by of which several may be right."""
    return torch.logsumexp(scores, dim=0) - torch.logsumexp(scores[right], dim=0)


_TAGS, _TOLD, _LINKS = 4.0, 4.0, 0.5


def _losses(task: Task, answer: Mapping[str, Tensor]) -> Iterator[Tensor]:
    """What the answer is wrong by, question by question."""
    wrong = functional.binary_cross_entropy_with_logits
    if task.stands is not None:
        yield wrong(answer["standing"], torch.tensor(task.stands))
        yield wrong(answer["right"], torch.tensor(task.right)) / 2
    if task.told is not None:
        yield from (part / 2 for part in _losses_told(task.told, answer))


def _losses_told(told: Told, answer: Mapping[str, Tensor]) -> Iterator[Tensor]:
    yield functional.cross_entropy(answer["statuses"][None], torch.tensor([told.status]))
    if len(told.parties):
        for name, right in (("parties", told.parties), ("partners", told.partners)):
            yield functional.binary_cross_entropy_with_logits(answer[name], torch.from_numpy(right), reduction="sum")
    if len(told.roles):
        yield functional.cross_entropy(answer["roles"], torch.from_numpy(told.roles), reduction="sum")
    for name, marks in (("places", told.places), ("dates", told.dates)):
        scores = answer[name]
        yield _loss_of_choice(scores, torch.from_numpy(np.append(not marks.any(), marks > 0)))
