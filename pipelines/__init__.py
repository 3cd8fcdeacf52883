"""When the library runs, on what, and what is written down about it: Dagster, one file per concept.

No module here computes data: an asset calls `coopdata`, attaches metadata and returns. `definitions` puts it together.
"""
