"""Reading: one document in, one extraction record out.

The way through the package, each step a module that can be read by itself:

1. `lexicon` finds in one pass every spelling that the reference data knows; `words` and `phrases` give the shapes.
2. `organizations`, `titles`, `people` (`titled_people`), `money` (and `documents.dates`) find mentions in a sentence.
   Organizations come by head nouns (`headed_names`), acronyms (`acronyms`), office or state (`public_bodies`), the
   words beside them (`context_names`) and the row they stand in (`rows`); `credits` reads the lines around a text,
   `clubs` sports news.
3. `linking` and `inference` make entities of mentions; `scene` holds all that was found in the document.
4. `clauses` writes each sentence as a line of symbols; the rules over such lines are data, compiled by `patterns`:
   who enters an agreement (`parties`), who signs and watches (`roles`, `own_signers`).
5. `instruments`, `drafts` and `agreements` find the agreements, which `choosing` weighs and a small language model
   reads once more (`hearing`); `events` and `projects` find the rest.
6. `assembly` writes the record down in source positions; `reader.read` is the whole way.

Before all that, `relevance` can tell of a text as it lies in a file that no agreement will be read in it.

Nothing here knows of other documents, of files, or of the clock.

The package can be called: ``coopdata.extract(text)`` is `coopdata.api.extract`.
"""

import sys
from types import ModuleType
from typing import Any

from coopdata.extract.reader import read, read_or_reject
from coopdata.extract.record import Record

EXTRACTOR_VERSION = "17"
"""Changes whenever the reader may give another record for the same document; cached records are kept by it."""

__all__ = ["EXTRACTOR_VERSION", "Record", "read", "read_or_reject"]


class _Callable(ModuleType):
    """A package that is a function too, since `coopdata.extract` names both."""

    def __call__(self, *args: Any, **kwargs: Any) -> Record:
        from coopdata.api import extract  # noqa: PLC0415 - it imports this package

        return extract(*args, **kwargs)


sys.modules[__name__].__class__ = _Callable
