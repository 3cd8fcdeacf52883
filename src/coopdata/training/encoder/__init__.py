"""Fitting the encoder (`coopdata.encoder`) to annotated documents, with PyTorch: needed here only, never to read.

``make encoder`` runs it in an environment of its own, after ``make train``: the encoder learns to move what the models
of `coopdata.training` say of documents that they have not seen.
"""
