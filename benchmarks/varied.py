"""Ordinary news of which no two are alike: sentences of several kinds about made-up people and places.

`texts.ordinary` says few sentences again and again, which is enough to measure how long a text takes. Among a million
texts that must not be: each would be the same story as thousands of others.
"""

import random
from collections.abc import Iterator, Sequence
from itertools import product

_words = str.split
_lines = str.splitlines

SENTENCES = _lines("""\
A farmer sold {count} {nouns} at the market of {place}, {adjective} ones too.
The {adjective} {noun} of {place} will be closed for {count} days.
"{nouns} were never so {adjective} here," said {person}, who keeps {count} {nouns} in {place}.
Rain {verb} the {noun} in {place}; {count} {nouns} were lost, {adjective} or not.
{place} beat {place} by {count} points, though rain {verb} the {adjective} {noun}.
In {place} a {noun} {verb} the {adjective} {noun} that {person} had built.
{person} wrote {count} songs about the {noun}, the {adjective} {noun} and {place}.
After {count} years a storm {verb} the {noun} of {place} again.
Near {place} the police found {count} {adjective} {nouns} in a {noun}.
Who {verb} the {adjective} {noun}? {person} of {place} does not know.
Prices of {nouns} rose by {count} per cent in {place}, those of {adjective} {nouns} fell.
The school of {place} has {count} {nouns}, and children learn there with a {adjective} {noun}.
""")
NOUNS = _words("""
apple barn basket bell bicycle boat book bottle bridge brush bucket candle carpet chair cherry clock coat cow cup
curtain desk dog door drum engine farm feather fence ferry field film flute forest fountain fox garden glove goat goose
guitar hammer harbour hat hedge helmet hen hill horse kettle kitchen kite ladder lake lamp lantern lemon letter lorry
map meadow melon mirror museum needle onion orchard oven painting parrot path pear pencil piano pillow pipe plate pond
pony poster pump rabbit river road roof rope saddle sail scarf sheep shelf shoe spoon stable statue stove street
table tent theatre tower tractor train tunnel turtle umbrella valley violin wagon wall well wheel window
""")
VERBS = _words("""
admired bought broke carried changed cleaned closed copied counted covered cracked crossed damaged drew emptied entered
filled filmed flooded followed guarded hid lifted locked lost measured mended missed moved noticed opened painted passed
photographed praised pulled pushed reached restored ruined sank saved shook showed soaked split spoiled swept tested
tore touched visited washed watched weighed
""")
ADJECTIVES = _words("""
ancient bare bent big blue brown burnt cheap clean cold crooked damp dark dear deep dry dusty empty faded flat frozen
gentle green grey heavy hollow huge light little long loose low muddy narrow new old painted pale patient plain proud
quick quiet red ripe rough round rusty sharp short silent slow small soft steep strange striped tall thin tiny warm
white wide wild wooden yellow young
""")
SYLLABLES = _words("""
ba be bo da de do fa fe ga go ha he ka ke ko la le lo ma me mo na ne no pa pe po ra re ro sa se so ta te to va ve vo
""")
_NAMES = tuple("".join(parts).capitalize() for parts in product(SYLLABLES, repeat=3))
GIVEN, FAMILY, PLACES = _NAMES[::233], _NAMES[1::31], _NAMES[2::3]
"""Some 250 given names, 1,900 family names and 20,000 places."""


def ordinary(number: int, words: int) -> str:
    """The text of this number, in paragraphs, of at least so many words; it tells of no agreement."""
    chance = random.Random(number)  # noqa: S311 - no secret
    sentences = list(_sentences(chance, words))
    paragraphs = [" ".join(sentences[first : first + 4]) for first in range(0, len(sentences), 4)]
    return (
        f"{_some(chance, PLACES)}: who {chance.choice(VERBS)} the {chance.choice(NOUNS)}\n\n"
        + "\n\n".join(paragraphs)
        + "\n"
    )


def _sentences(chance: random.Random, words: int) -> Iterator[str]:
    length = 0
    while length < words:
        pieces = chance.choice(SENTENCES).split("{")
        sentence = pieces[0] + "".join(_filled(chance, piece) for piece in pieces[1:])
        length += len(sentence.split())
        yield sentence[:1].upper() + sentence[1:]


def _filled(chance: random.Random, piece: str) -> str:
    """A piece of a sentence that begins with the name of what is to stand there."""
    kind, _, rest = piece.partition("}")
    match kind:
        case "person":
            word = f"{_some(chance, GIVEN)} {_some(chance, FAMILY)}"
        case "place":
            word = _some(chance, PLACES)
        case "count":
            word = str(chance.randrange(2, 2000))
        case "nouns":
            word = f"{chance.choice(NOUNS)}s"
        case _:
            word = chance.choice({"noun": NOUNS, "verb": VERBS, "adjective": ADJECTIVES}[kind])
    return word + rest


def _some(chance: random.Random, names: Sequence[str]) -> str:
    """One of the names, the first ones more often than the others, as in the world."""
    return names[int(len(names) * chance.random() ** 2)]
