"""The tables of a release in the forms of other programs: databases, a workbook, a graph of entities, a network.

Each module writes one file from the Arrow tables, and adds nothing to what they say. Which files there are stands in
`coopdata.publish.contents`.
"""
