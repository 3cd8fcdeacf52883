"""How evaluation fails."""


class GoldError(Exception):
    """An annotation, or the file of parts, cannot be used; the message names file, place and remedy."""
