"""What changed from one release to the next: found, told and proved.

`compare` finds it, `apply` makes the later tables from the earlier and the changes, which is the proof, `telling` words
it for people, as CHANGES.md and for the command `diff`.
"""
