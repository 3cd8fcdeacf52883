"""What changed from one release to the next: found, proved and told.

- `spec`: the form that the changes of every table have.
- `compare`: finds them.
- `apply`: makes the later table from the earlier one and the changes, which is the proof that they are all there.
- `tables`: reads the releases to compare.
- `summary`: counts changes; `telling` puts them into words, for CHANGES.md and the command `diff`.
"""
