"""How people and programs follow the releases: Atom feeds, and hooks that are called when one was made.

`feeds` says what the two feeds list, `atom` writes and reads the format, `tally` counts what a release changed, `hooks`
runs a command or posts a webhook.
"""
