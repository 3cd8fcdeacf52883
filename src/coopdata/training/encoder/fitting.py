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

from coopdata.encoder.heads import Question
from coopdata.training.encoder.lessons import Lesson
from coopdata.training.encoder.network import Network

_AT_ONCE = 8
"""Lessons between two steps; those of like length stand together, out of so many such groups."""
_GROUPS = 16
_RATE, _HEADS_RATE = 1e-4, 1e-3
_WARM, _LAST = 0.1, 0.02
"""The part of all steps in which the rate rises, and what it falls to in the end."""
_NAMES_CHANGED, _WORDS_HIDDEN = 0.3, 0.05
"""Pieces of names are exchanged and words hidden this often: a name that stood in a lesson is to mean nothing."""


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
    optimizer = torch.optim.AdamW(list(_rated(network)), weight_decay=0.01)
    steps = plan.rounds * len(_batches(lessons, draw))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (_WARM * steps), max(_LAST, 1 - step / steps))
    )
    network.train()
    for number in range(plan.rounds):
        wrong = 0.0
        batches = _batches(lessons, draw)
        for batch in batches:
            answers = network([_noisy(lesson.question, plan, noise) for lesson in batch])
            loss = sum((part * lesson.weight for lesson, answer in zip(batch, answers, strict=True)
                        for part in _losses(lesson, answer)), torch.zeros(())) / _AT_ONCE  # fmt: skip
            optimizer.zero_grad()
            if loss.requires_grad:
                loss.backward()  # type: ignore[no-untyped-call,unused-ignore]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            wrong += float(loss.detach()) / len(batches)
        say(f"round {number + 1} of {plan.rounds}: {wrong:.3f} wrong a lesson")
    network.eval()
    return network


def _rated(network: Network) -> Iterator[dict[str, object]]:
    """The parameters with their rates: slow for what the general model knows, quick for what is new."""
    known = [one for name, one in network.named_parameters()
             if name.startswith(("layers.", "norm.", "positions")) and one.requires_grad]  # fmt: skip
    new = [one for name, one in network.named_parameters() if not name.startswith(("layers.", "norm.", "positions"))]
    yield {"params": known, "lr": _RATE}
    yield {"params": [one for one in new if one.requires_grad], "lr": _HEADS_RATE}


def _batches(lessons: Sequence[Lesson], draw: random.Random) -> list[Sequence[Lesson]]:
    """Every document once, in one of its readings, in an order of its own."""
    readings: dict[str, dict[bool, list[Lesson]]] = defaultdict(lambda: defaultdict(list))
    for lesson in lessons:
        readings[lesson.document][lesson.informed].append(lesson)
    order = [lesson for each in readings.values() for lesson in each[draw.choice(sorted(each))]]
    draw.shuffle(order)
    batches: list[Sequence[Lesson]] = []
    for first in range(0, len(order), _AT_ONCE * _GROUPS):
        alike = sorted(order[first : first + _AT_ONCE * _GROUPS], key=lambda lesson: len(lesson.question.ids))
        batches += [alike[start : start + _AT_ONCE] for start in range(0, len(alike), _AT_ONCE)]
    draw.shuffle(batches)
    return batches


def _noisy(question: Question, plan: Plan, noise: np.random.Generator) -> Question:
    """The question with some pieces of names exchanged and some words hidden."""
    ids, drawn = question.ids.copy(), noise.random(len(question.ids))
    inside = np.ones(len(ids), np.bool_)
    inside[[0, -1]] = False
    named = question.sorts > 0
    changed = inside & named & (drawn < _NAMES_CHANGED)
    ids[changed] = noise.integers(len(plan.kept) // 2, len(plan.kept), int(changed.sum()))
    ids[inside & ~named & (drawn < _WORDS_HIDDEN)] = plan.hidden
    return replace(question, ids=ids)


def _losses(lesson: Lesson, answer: Mapping[str, Tensor]) -> Iterator[Tensor]:
    """What the answer is wrong by, question by question."""
    if lesson.stands is not None:
        wrong = functional.binary_cross_entropy_with_logits
        yield wrong(answer["standing"], torch.tensor(lesson.stands))
        yield wrong(answer["right"], torch.tensor(lesson.right)) / 2
    if lesson.parties is None or lesson.roles is None or lesson.status is None:
        return
    yield functional.cross_entropy(answer["statuses"][None], torch.tensor([lesson.status])) / 2
    if len(lesson.parties):
        right = torch.from_numpy(lesson.parties)
        yield functional.binary_cross_entropy_with_logits(answer["parties"], right, reduction="sum") / 2
    if len(lesson.roles):
        yield functional.cross_entropy(answer["roles"], torch.from_numpy(lesson.roles), reduction="sum") / 2
