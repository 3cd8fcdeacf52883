"""The texts that are read: annotated news of the repository, its source texts, and an archive made up around them."""

import random
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORDS = 580
"""Words of a document as figures per document count them: those of the source texts in raw/, on average."""


NEWS = 300
"""Pieces of news that are read, evenly taken from all there are."""


def news() -> list[str]:
    """Of the texts written for tests/corpus: one to several paragraphs each, nearly all with an agreement."""
    every = _read("tests/corpus/own")
    return every[:: max(1, len(every) // NEWS)][:NEWS]


def articles() -> list[str]:
    """The source texts of the repository: whole articles with navigation, quotations and background."""
    return _read("raw/documents")


def _read(folder: str) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((ROOT / folder).glob("*.txt"))]


def words(texts: list[str]) -> int:
    """How many words they have together."""
    return sum(len(text.split()) for text in texts)


_ORDINARY = """
The river rose by two metres overnight, and the mayor of {city} closed the old bridge to lorries.
Fishermen in {city} said that the catch had been the poorest since {year}.
"We had to wait for hours," said {person}, a teacher, who had come to see the show with two children.
The museum in {city} will open again in spring, the director, {person}, told reporters on Monday.
Shares of the airline fell by {small} per cent after a weak quarter.
A striker from {country} scored twice in the second half and left the field to loud applause.
The harvest in the north of {country} was better than in {year}, farmers told the radio.
Doctors in {city} ask people over 60 to come for their winter vaccination early.
The orchestra of {city} played to a full house, and {person} sang the last song.
Prices for rice and cooking oil rose again, by {small} per cent within a month.
Snow fell in the hills above {city}, where the road was shut for {small} hours.
The university counted {year} new students, most of them from {country}.
{person}, who turned 80 this week, still opens her bakery at five in the morning.
Police in {city} found the stolen paintings in a garage and arrested a man of 43.
The film was shot in {country} and will be shown in cinemas from Friday.
""".strip().split("\n")
_CITIES = ("Lima", "Riga", "Osaka", "Accra", "Hanoi", "Tallinn", "Porto", "Amman")
_COUNTRIES = ("Peru", "Latvia", "Japan", "Ghana", "Vietnam", "Estonia", "Portugal", "Jordan")
_PEOPLE = ("Ana Soto", "Jonas Berzins", "Aiko Mori", "Kwame Mensah", "Minh Tran", "Rui Costa", "Layla Haddad")


def ordinary(count: int, seed: int = 1) -> list[str]:
    """So many made-up texts of `WORDS` words of ordinary news, which tell of no agreement."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    return [_ordinary(chance) for _ in range(count)]


def _ordinary(chance: random.Random) -> str:
    sentences: list[str] = []
    length = 0
    while length < WORDS:
        sentence = chance.choice(_ORDINARY).format(
            city=chance.choice(_CITIES),
            country=chance.choice(_COUNTRIES),
            person=chance.choice(_PEOPLE),
            year=chance.randint(1950, 2020),
            small=chance.randint(2, 19),
        )
        length += len(sentence.split())
        sentences.append(sentence)
    paragraphs = [" ".join(sentences[first : first + 4]) for first in range(0, len(sentences), 4)]
    return "\n\n".join(paragraphs) + "\n"


def archive(folder: Path, count: int, relevant_every: int = 20) -> list[Path]:
    """So many files as an archive holds them: every 20th an article that tells of an agreement."""
    others = cycle(ordinary(200))
    told = cycle(articles())
    paths = []
    for number in range(count):
        path = folder / f"{number:06}.txt"
        path.write_text(next(told) if number % relevant_every == 0 else next(others), encoding="utf-8")
        paths.append(path)
    return paths


def files(folder: Path, texts: list[str], count: int) -> list[Path]:
    """The texts as files, again and again until there are `count`."""
    paths = []
    for number, text in enumerate(islice(cycle(texts), count)):
        path = folder / f"{number:06}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths
