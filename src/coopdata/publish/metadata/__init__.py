"""What a release says of itself in the forms that other people's tools read, all made from the table specs.

`datapackage` (Data Package 2.0), `croissant` (schema.org Dataset with Croissant record sets), `dcat` (DCAT-AP 3),
`citing` (CITATION.cff, BibTeX, a sentence). Each is a pure function from what a release is to the content of one file;
which files there are stands in `coopdata.publish.contents`. What they share: the words (`about`), addresses and
identifiers (`addresses`), what the tables cover (`coverage`), the files that are described (`datafiles`). `gaps` reads
the files as they lie staged and says what they leave unsaid.
"""
