"""The four models of agreements in order, each fitted on what those before it say of documents they have not seen.

The steps are those of `coopdata.extract.choosing`. A model that saw the probabilities of documents its predecessor was
fitted on would trust them too much; hence `fitting.unseen`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coopdata.extract.choosing import observe_draft, observe_sides, observe_signers, sum_up
from coopdata.extract.weighed import Weighed
from coopdata.training.examples import AGREEMENT, NONE, PARTY, Example
from coopdata.training.fitting import Fitted, Row, unseen

Place = tuple[Any, ...]
Observed = Iterator[tuple[Place, set[str], str]]
"""Where a probability goes, the features, and the right label."""


@dataclass(frozen=True)
class Step:
    """One model of the stack."""

    name: str
    strength: float
    prepare: Callable[[Sequence[Example]], None]
    observed: Callable[[Example], Observed]
    store: Callable[[Example, Place, Mapping[str, float]], None]
    learns: Callable[[Example], bool]


def _drafts(examples: Sequence[Example]) -> Mapping[tuple[str, bool], list[Weighed]]:
    found: dict[tuple[str, bool], list[Weighed]] = defaultdict(list)
    for example in examples:
        found[example.document, example.informed].append(example.weighed)
    return found


def _blank(examples: Sequence[Example]) -> None:
    for example in examples:
        example.weighed.weights = {key: [0.0] * len(seen) for key, seen in example.weighed.seen.items()}


def _sides(examples: Sequence[Example]) -> None:
    for example in examples:
        sum_up(example.weighed)
        observe_sides(example.outline, example.weighed)


def _signers(examples: Sequence[Example]) -> None:
    drafts = _drafts(examples)
    for example in examples:
        observe_signers(example.outline, example.weighed, drafts[example.document, example.informed])


def _whole(examples: Sequence[Example]) -> None:
    drafts = _drafts(examples)
    for example in examples:
        observe_draft(example.outline, example.weighed, drafts[example.document, example.informed])


def _of_sentences(example: Example) -> Observed:
    for key, seen in example.weighed.seen.items():
        label = example.label_of_party(key)
        for number, features in enumerate(seen):
            yield (key, number), features, label


def _of_people(example: Example) -> Observed:
    for number, features in example.weighed.role.items():
        yield (number,), features, example.label_of_person(number)


def _of_candidates(example: Example) -> Observed:
    for key, features in example.weighed.party.items():
        yield (key,), features, example.label_of_party(key)


def _of_draft(example: Example) -> Observed:
    yield (), example.weighed.standing, example.label()


def _store_sentence(example: Example, place: Place, found: Mapping[str, float]) -> None:
    example.weighed.weights[place[0]][place[1]] = found[PARTY]


def _store_role(example: Example, place: Place, found: Mapping[str, float]) -> None:
    example.weighed.roles[place[0]] = {label: value for label, value in found.items() if label != NONE}


def _store_party(example: Example, place: Place, found: Mapping[str, float]) -> None:
    example.weighed.final[place[0]] = found[PARTY]


def _store_standing(example: Example, _: Place, found: Mapping[str, float]) -> None:
    example.weighed.stands = found[AGREEMENT]


def _is_told(example: Example) -> bool:
    return example.gold is not None


STEPS = (
    Step("party", 0.05, _blank, _of_sentences, _store_sentence, _is_told),
    Step("role", 0.1, _sides, _of_people, _store_role, _is_told),
    Step("party_again", 0.07, _signers, _of_candidates, _store_party, _is_told),
    Step("standing", 0.05, _whole, _of_draft, _store_standing, lambda example: example.counts),
)
"""The strengths are those with the best F1 on documents of publishers not fitted on."""


def fit_all(examples: Sequence[Example]) -> Mapping[str, Fitted]:
    """The models by name; the examples keep what models that have not seen their publisher say of them."""
    fitted = {}
    for step in STEPS:
        step.prepare(examples)
        rows = [(example, place, Row(features, label, example.document, example.publisher, example.weight))
                for example in examples for place, features, label in step.observed(example)]  # fmt: skip
        learnt = [(example, place, row) for example, place, row in rows if step.learns(example)]
        others = [(example, place, row) for example, place, row in rows if not step.learns(example)]
        fitted[step.name] = Fitted([row for *_, row in learnt], step.strength, NONE)
        said = unseen([row for *_, row in learnt], step.strength, NONE, [row for *_, row in others])
        for (example, place, _), probabilities in zip([*learnt, *others], said, strict=True):
            step.store(example, place, probabilities)
    return fitted
