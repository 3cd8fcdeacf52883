"""Learning the weights of the reader from annotated documents: ``python -m coopdata.training FOLDER...``.

Only documents of the part `tune` (`coopdata.evaluate.gold.part_of`) are learnt from, so that figures on the others stay
honest. `alignment` finds which draft of the reader is which agreement of the gold, `examples` what is observed and what
is right, `fitting` fits one model, `stacking` fits them all, each on what those before it would say of documents that
they have not seen. Needs scikit-learn (dependency group dev); the reader itself only needs the weights, which are CSV.
"""
