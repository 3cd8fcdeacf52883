"""A small language model that reads the sentences about one draft of an agreement once more: the last voter.

The log-linear models of `coopdata.extract` see words and grammar by counts; this one sees a sentence as a whole. It is
told what they found (which words are names and of what sort, which name the agreement) and how likely they take each
possible party, and says how much likelier or less each becomes. `pieces` cuts words, `layers` gives each piece a vector
that knows its surroundings, the upper ones anew for each draft that is asked about, `heads` answers from the vectors;
all in numpy, but for the products that take the time (`operations`). Its weights ship with the package
(``reference/encoder``; data card in ``reference/SOURCES.md``), nothing is downloaded. `coopdata.training.encoder` fits
it.

Nothing here knows of outlines or drafts: `coopdata.extract.hearing` asks.
"""
