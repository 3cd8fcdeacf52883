"""Time by length: what twice the length takes, for news and for texts made to be slow to read.

In linear time the last column stays near 2, however long the text.
"""

import time
from collections.abc import Callable

from benchmarks import texts
from benchmarks.measuring import say
from coopdata.documents.reader import read_text
from coopdata.extract import read
from coopdata.extract.relevance import is_relevant

SHAPES: dict[str, str] = {
    "no spaces": "a",
    "no spaces, with hyphens and brackets": "Ministry-of-Trade.and,MoU(2020)",
    "brackets": "(",
    "nested brackets with words": "(the Ministry of [Trade ",
    "capitals": "Ministry of Trade and ",
    "people": "Minister John Smith and ",
    "agreements": "France and Spain signed a treaty. ",
    "states": "France, Spain, ",
    "numbers": "1,234,567 ",
    "quotes": '"\'"(',
    "lines": "a\n",
    "full stops": ".",
    "spaces": " ",
}
"""What a text repeats from end to end."""


def growth(characters: int) -> None:
    """Each shape at three lengths, the longest of `characters`; last the news of the repository."""
    read(read_text("Peru and Chile signed a treaty."))  # the reference data is loaded before the clock starts
    shapes = {**SHAPES, "news": "\n\n".join(texts.news()) + "\n\n"}
    for name, part in shapes.items():
        _grow(name, part, characters, lambda text: read(read_text(text)))
    _grow("news, only asked whether it is relevant", texts.ordinary(1)[0], 10_000_000, is_relevant)


def _grow(name: str, part: str, characters: int, work: Callable[[str], object]) -> None:
    taken = []
    for length in (characters // 4, characters // 2, characters):
        text = ("x " + part * (length // len(part) + 1))[:length]
        begun = time.process_time()
        work(text)
        taken.append(time.process_time() - begun)
    doubled = taken[2] / max(taken[1], 1e-9)
    times = ", ".join(f"{one:.2f} s" for one in taken)
    say(f"{characters / 1e6:g} MB of {name}: a quarter, a half, all of it", f"{times}; doubling: {doubled:.1f}")
