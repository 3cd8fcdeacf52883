"""`published/` at a URL of any store that fsspec knows, where no rename makes a folder appear whole.

`store` speaks to it, `lock` keeps two publishers apart, `mirror` is the folder on this machine that stands for it,
`page` what of the page has changed, and `elsewhere` what that folder knows of releases that only the store has.
"""
