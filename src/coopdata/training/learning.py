"""All that is learnt from annotated documents but the encoder: names, links, dates, and the four of agreements.

Each model is fitted on what those before it say of publishers that they have not seen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from coopdata.evaluate.gold import TUNE, GoldDocument, load_gold, part_of
from coopdata.evaluate.wordings import wordings_near
from coopdata.training.dating import learn_dates
from coopdata.training.examples import Example, Study, studies_of
from coopdata.training.fitting import Fitted
from coopdata.training.linking import learn_links
from coopdata.training.naming import learn_names
from coopdata.training.stacking import fit_all


@dataclass(frozen=True)
class Learnt:
    """What was learnt, and from what."""

    documents: Sequence[GoldDocument]
    studies: Sequence[Study]
    """Their examples hold what models that have not seen their publisher say of them."""
    models: Mapping[str, Fitted]
    """By name, as `coopdata.extract.weights.load_model` calls them."""

    @property
    def examples(self) -> Sequence[Example]:
        """The examples of all studies."""
        return [example for study in self.studies for example in study.examples]


def learn(folders: Sequence[str]) -> Learnt:
    """Learn from the documents of the folders that are to tune on."""
    paths = [Path(folder) for folder in folders]
    documents = [one for path in paths for one in load_gold(path)[0] if part_of(one) == TUNE]
    names = learn_names(documents)
    links = learn_links(documents, wordings_near(paths, documents))
    learnt = Learnt(documents, list(studies_of(documents, names, links)), {})
    dates = learn_dates(learnt.examples)
    models = {"name": names.fitted, "linked": links.fitted, "signed": dates, **fit_all(learnt.examples)}
    return replace(learnt, models=models)
