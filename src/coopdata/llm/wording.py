"""Words of a stranger, made fit for a message: an endpoint's error, a quote that a model made up."""


def shown(words: str, length: int = 80) -> str:
    """The words on one line, without what a terminal would obey, cut to `length` characters."""
    line = " ".join("".join(char if char.isprintable() else " " for char in words).split())
    return line if len(line) <= length else f"{line[: length - 1]}…"
