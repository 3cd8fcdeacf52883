"""What a release says of itself in the forms that other people's tools read, all made from the table specs.

`datapackage` (Data Package 2.0), `croissant` (schema.org Dataset with Croissant record sets), `dcat` (DCAT-AP 3),
`citing` (CITATION.cff, BibTeX, a sentence). Each is a pure function from what a release is to the bytes of one file;
which files there are stands in `coopdata.publish.contents`.
"""
