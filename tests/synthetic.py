"""Made-up press texts about cooperation with what they tell known: ``python -m tests.synthetic FOLDER N [SEED]``.

The texts are for measuring, for fault tests, and for demonstrations: many styles, kinds of instrument and countries,
some that retell or copy an earlier text, some that tell of no agreement. Text number i of a seed is the same whatever
N. The first ones, `DEMONSTRATION`, answer three questions: which ministries of Laos signed with Korea in 2019; who
signed for JETRO in December 2013, and before whom; in which words. Of the others none tells of Laos and Korea, or of
JETRO.
"""

import argparse
import json
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from tests.synthetic_demonstration import DEMONSTRATION, JETRO
from tests.synthetic_world import (
    BY_CODE,
    COUNTRIES,
    FIELDS,
    LENDERS,
    PUBLISHERS,
    Body,
    Deal,
    Person,
    Told,
    government,
    official,
)

COPIED, RETOLD, OTHER_NEWS = 0.04, 0.08, 0.12
"""Shares of the texts that copy an earlier one with small changes, retell its agreement, tell of none."""


@dataclass(frozen=True)
class Truth:
    """What the texts tell, in their order."""

    texts: tuple[Told, ...]

    @property
    def deals(self) -> tuple[Deal, ...]:
        """Every agreement once, in the order in which they are first told."""
        return tuple(dict.fromkeys(told.deal for told in self.texts if told.deal is not None))

    def parties(self, country: str, other: str, year: int) -> set[str]:
        """The names of the bodies of a country that entered an agreement with one of the other in this year."""
        return {
            body.name
            for deal in self.deals
            if deal.signed.year == year and other in {body.country for body in deal.parties}
            for body in deal.parties
            if body.country == country
        }


INSTRUMENTS = {
    "ministry": {
        "memorandum_of_understanding": "memorandum of understanding",
        "memorandum_of_cooperation": "memorandum of cooperation",
        "letter_of_intent": "letter of intent",
        "action_plan": "action plan",
        "framework_agreement": "framework agreement",
        "protocol": "protocol",
    },
    "government": {"treaty": "treaty", "agreement": "agreement", "protocol": "protocol"},
    "university": {
        "memorandum_of_understanding": "memorandum of understanding",
        "partnership_agreement": "partnership agreement",
        "agreement": "agreement",
    },
    "company": {
        "contract": "contract",
        "memorandum_of_understanding": "memorandum of understanding",
        "partnership_agreement": "partnership agreement",
    },
    "lender": {"loan_agreement": "loan agreement", "grant_agreement": "grant agreement"},
}
"""The names of instruments, by the kind of their parties."""

LEADS = (
    "{city} – {a} and {b} on {day} signed {an} on {field}.",
    "On {day}, {a} and {b} signed {an} in {city} to work together on {field}.",
    "{a} has signed {an} on {field} with {b}. The signing took place in {city} on {day}.",
    "{an} on {field} was signed between {a} and {b} in {city} on {day}.",
    "{a} and {b} concluded {an} in {city} on {day}. It is about {field}.",
)
LENDER_LEADS = (
    "{a} and {b} signed {an} of US${millions} million in {city} on {day} for {field}.",
    "{b} will receive US${millions} million for {field} under {an} that it signed with {a} in {city} on {day}.",
    "On {day}, {a} signed {an} worth ${millions} million with {b}. The money is for {field}, officials said in {city}.",
)
PLANNED_LEADS = (
    "{a} and {b} will sign {an} on {field} in {city} on {day}, both sides announced.",
    "{a} is to sign {an} on {field} with {b} on {day} in {city}.",
)
SIGNINGS = (
    "{p}, {post_p}, and {q}, {post_q}, signed the {instrument}.",
    "The {instrument} was signed by {p}, {post_p}, and {q}, {post_q}.",
    "{p}, {post_p}, signed for {again_a}, and {q}, {post_q}, for {again_b}.",
)
WITNESSED = ("{w}, {post_w}, witnessed the signing.", "The signing was witnessed by {w}, {post_w}.")
PURPOSES = (
    "Under the {instrument}, the two sides will exchange experts and hold a workshop every year.",
    "The {instrument} is valid for {years} years and can be extended.",
    "A joint committee will meet twice a year to see how the work goes on.",
    "Both sides want to share what they have learnt about {field} and to train {number} young professionals.",
)
LENDER_PURPOSES = (
    "Work is to begin within {years} months.",
    "The first part will be paid out as soon as parliament has approved the {instrument}.",
    "Some {number},000 people will benefit, according to the bank's own estimate.",
)
BACKGROUNDS = (
    "The guests later visited a market and a school in {city}.",
    '"We have waited for this day," {p} told reporters.',
    "Talks had begun {years} years ago and were held up several times.",
    "{number} people came to the ceremony in spite of heavy rain.",
    "Students played songs of both countries before lunch.",
)
NO_AGREEMENT = {
    "Exhibition on rivers opens in {city}": (
        "An exhibition of {number} photographs of rivers opened in {city} on {day}. {p}, who took most of them, said "
        "that the water had never been so low. It can be seen until the end of next month."
    ),
    "{adjective} minister visits dairy farms": (
        "{p}, {post_p}, visited dairy farms near {city} on {day}. Farmers complained of the price of fodder, which "
        "has risen by {years} per cent within a year. No decisions were taken."
    ),
    "Rice prices rise again in {city}": (
        "Rice cost {years} per cent more in {city} on {day} than a month before. Traders blame the late rain. "
        "{number} tonnes came to the market this week."
    ),
    "Runners brave the heat of {city}": (
        "More than {number} runners took part in the marathon of {city} on {day}. The winner needed two hours and "
        "{years} minutes. Two were taken to hospital and are well again."
    ),
}
"""Titles and texts of other news."""
COMMENTS = ("The story was first published yesterday.", "More on this will follow.", "Photographs are available.")


def write_texts(folder: Path, documents: int, seed: int = 1) -> Truth:
    """Write so many texts with their sidecars into `folder`/documents, made if need be; what they tell.

    The folder can be given to ``coopdata build --raw``. The same numbers give the same bytes.
    """
    truth = make_texts(documents, seed)
    target = folder / "documents"
    target.mkdir(parents=True, exist_ok=True)
    for told in truth.texts:
        (target / told.name).write_text(f"{told.title}\n\n{told.text}\n", encoding="utf-8", newline="\n")
        sidecar = json.dumps(_sidecar(told), ensure_ascii=False, indent=2) + "\n"
        (target / told.name).with_suffix(".meta.json").write_text(sidecar, encoding="utf-8", newline="\n")
    return truth


def make_texts(documents: int, seed: int = 1) -> Truth:
    """So many texts and what they tell, without writing them."""
    texts: list[Told] = []
    for number in range(documents):
        if number < len(DEMONSTRATION):
            texts.append(DEMONSTRATION[number])
        else:
            chance = random.Random(f"{seed} {number}")  # noqa: S311 - no secret
            texts.append(_told(chance, f"{number:07d}.txt", texts))
    return Truth(tuple(texts))


def _sidecar(told: Told) -> dict[str, str | bool]:
    return {
        "url": f"https://press.example/{told.published:%Y/%m}/{told.name.removesuffix('.txt')}",
        "publisher": told.publisher,
        "published": told.published.isoformat(),
        "retrieved": "2026-01-05",
        "language": "en",
        "licence": "CC0-1.0",
        "republish": True,
    }


def _told(chance: random.Random, name: str, earlier: Sequence[Told]) -> Told:
    """The next text: a copy, a retelling, other news or a new agreement."""
    lot = chance.random()
    if lot < COPIED:
        return _copy(chance, name, chance.choice(earlier))
    if lot < COPIED + RETOLD:
        model = chance.choice(earlier)
        if model.deal is not None and model not in DEMONSTRATION:
            later = model.published + timedelta(days=chance.randrange(3))
            return replace(_tell(chance, name, model.deal, later), retells=model.retells or model.copies or model.name)
    if lot > 1 - OTHER_NEWS:
        return _other_news(chance, name)
    deal = _deal(chance)
    offset = -chance.randrange(1, 20) if deal.status == "planned" else chance.randrange(3)
    return _tell(chance, name, deal, deal.signed + timedelta(days=offset))


def _copy(chance: random.Random, name: str, model: Told) -> Told:
    """The same text by another publisher, with a sentence at its end."""
    publisher = chance.choice([each for each in PUBLISHERS if each != model.publisher])
    text = f"{model.text}\n\n{chance.choice(COMMENTS)}"
    return replace(model, name=name, text=text, publisher=publisher, copies=model.copies or model.name, retells=None)


def _deal(chance: random.Random) -> Deal:
    kind = chance.choices(("ministry", "government", "university", "company", "lender"), (40, 12, 20, 14, 14))[0]
    parties = _parties(chance, kind)
    host = BY_CODE[chance.choice([body.country for body in parties if body.country is not None])]
    signed = date(2005, 1, 1) + timedelta(days=chance.randrange(21 * 365))
    planned = kind != "lender" and chance.random() < 0.1
    witnessed = not planned and chance.random() < 0.25
    return Deal(
        instrument=chance.choice(list(INSTRUMENTS[kind])),
        status="planned" if planned else "signed",
        signed=signed,
        city=chance.choice(host.cities),
        country=host.code,
        parties=parties,
        signatories=() if planned else tuple(official(body, chance.randrange(2)) for body in parties),
        witnesses=(official(parties[1], 2),) if witnessed else (),
        field=chance.choice(FIELDS[kind]),
        amount=chance.randrange(5, 400) * 1_000_000 if kind == "lender" else None,
    )


def _parties(chance: random.Random, kind: str) -> tuple[Body, ...]:
    """Two bodies of two countries; what Laos and Korea do, and what JETRO does, is told by `DEMONSTRATION` alone."""
    while True:
        one, two = chance.sample(COUNTRIES, 2)
        if {one.code, two.code} == {"LA", "KR"}:
            continue
        if kind == "government":
            return government(one.code), government(two.code)
        if kind == "lender":
            lender = chance.choice([body for body in LENDERS if body.country != two.code])
            return lender, government(two.code)
        kinds = (kind, "agency") if kind == "ministry" else (kind,)
        choices = ([body for body in each.bodies if body.kind in kinds and body != JETRO] for each in (one, two))
        return tuple(chance.choice(bodies) for bodies in choices)


def _tell(chance: random.Random, name: str, deal: Deal, published: date) -> Told:
    instrument = INSTRUMENTS[_kind(deal)][deal.instrument]
    words = _words(chance, deal, instrument, published)
    leads = LENDER_LEADS if deal.amount else PLANNED_LEADS if deal.status == "planned" else LEADS
    sentences = [chance.choice(leads)]
    if deal.signatories:
        sentences += chance.sample(SIGNINGS, 1) + chance.sample(WITNESSED, len(deal.witnesses))
    middle = chance.sample(LENDER_PURPOSES if deal.amount else PURPOSES, chance.randrange(1, 4))
    backgrounds = [each for each in BACKGROUNDS if deal.signatories or "{p}" not in each]
    paragraphs = (sentences, middle, chance.sample(backgrounds, chance.randrange(3)))
    text = "\n\n".join(" ".join(_filled(each, words) for each in part) for part in paragraphs if part)
    titles = (
        "{plain_a}, {plain_b} agree on {field}",
        "New {instrument} on {field}",
        "{plain_a} and {plain_b} join forces",
    )
    return Told(name, _filled(chance.choice(titles), words), text, chance.choice(PUBLISHERS), published, deal)


def _filled(template: str, words: dict[str, str]) -> str:
    sentence = template.format(**words)
    return sentence[:1].upper() + sentence[1:]


def _kind(deal: Deal) -> str:
    kinds = {body.kind for body in deal.parties}
    return "lender" if "lender" in kinds else "ministry" if kinds <= {"ministry", "agency"} else kinds.pop()


def _words(chance: random.Random, deal: Deal, instrument: str, published: date) -> dict[str, str]:
    one, two = deal.parties
    words = {
        "city": deal.city,
        "day": _day(chance, deal.signed, published),
        "field": deal.field,
        "instrument": instrument,
        "an": f"{'an' if instrument[0] in 'aeiou' else 'a'} {instrument}",
        "a": _called(chance, one),
        "b": _called(chance, two),
        "plain_a": _plain(one),
        "plain_b": _plain(two),
        "again_a": _again(one),
        "again_b": _again(two),
        "millions": str((deal.amount or 0) // 1_000_000),
        "years": str(chance.randrange(2, 10)),
        "number": str(chance.randrange(20, 900)),
    }
    for letter, person in zip("pqw", (*deal.signatories, *deal.witnesses), strict=False):
        shown = f"{person.name} ({person.native})" if person.native and chance.random() < 0.4 else person.name
        words |= {letter: shown, f"post_{letter}": _post(person)}
    return words


def _day(chance: random.Random, day: date, published: date) -> str:
    """The day as news write it: in full, without the year, or by its weekday where that was the last one."""
    forms: list[Callable[[], str]] = [
        lambda: f"{day.day} {day:%B %Y}",
        lambda: f"{day:%B} {day.day}, {day.year}",
        lambda: f"{day:%A}, {day:%B} {day.day}, {day.year}",
        lambda: f"{day:%B} {day.day}",
    ]
    if timedelta() <= published - day < timedelta(days=3):
        forms.append(lambda: f"{day:%A}")
    return chance.choice(forms)()


def _called(chance: random.Random, body: Body) -> str:
    """A body at its first mention, with its country, short form and name in its own script where it has them."""
    behind = f" ({body.native})" if body.native and chance.random() < 0.5 else f" ({body.short})" if body.short else ""
    if body.country is None or body.kind in ("lender", "agency"):
        return f"the {body.name}{behind}"
    country = BY_CODE[body.country]
    possessive = f"{country.name}'" if country.name.endswith("s") else f"{country.name}'s"
    match body.kind:
        case "government":
            return chance.choice((country.name, f"the {body.name}", f"the {country.adjective} government"))
        case "ministry":
            forms = (
                f"{possessive} {body.name}",
                f"the {body.name} of {country.name}",
                f"the {country.adjective} {body.name}",
            )
            return chance.choice(forms) + behind
        case _ if body.name.endswith(country.name):
            return _again(body)
        case _:
            known_as = f"the {country.adjective} {body.kind} {body.name}"
            return chance.choice((f"{_again(body)} of {country.name}", f"{possessive} {body.name}", known_as)) + behind


def _plain(body: Body) -> str:
    return BY_CODE[body.country].name.removeprefix("the ") if body.kind == "government" and body.country else body.name


def _again(body: Body) -> str:
    """A body at a later mention."""
    article = "the " if body.kind not in ("university", "company") or " of " in body.name else ""
    return body.short or f"{article}{body.name}"


def _post(person: Person) -> str:
    """What a person is, behind the name: "Deputy Minister of Energy of Thailand"."""
    body = person.body
    country = BY_CODE[body.country].name if body.country is not None else ""
    if person.title.endswith("Minister"):
        field = body.name.removeprefix("Ministry") if body.kind == "ministry" else ""
        return f"{person.title}{field} of {country}"
    return f"{person.title} of {_again(body)}"


def _other_news(chance: random.Random, name: str) -> Told:
    country = chance.choice(COUNTRIES)
    body = chance.choice([each for each in country.bodies if each.kind == "ministry"])
    person, city = official(body), chance.choice(country.cities)
    day = date(2005, 1, 1) + timedelta(days=chance.randrange(21 * 365))
    words = {
        "city": city, "day": f"{day.day} {day:%B %Y}", "p": person.name, "post_p": _post(person),
        "adjective": country.adjective, "years": str(chance.randrange(2, 30)), "number": str(chance.randrange(30, 900)),
    }  # fmt: skip
    title, text = (_filled(template, words) for template in chance.choice(list(NO_AGREEMENT.items())))
    return Told(name, title, text, chance.choice(PUBLISHERS), day, None)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the texts that are asked for and say how many agreements they tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.synthetic", description=__doc__)
    parser.add_argument("folder", type=Path, help="the raw folder; the texts go to its documents/")
    parser.add_argument("documents", type=int)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    given = parser.parse_args(arguments)
    truth = write_texts(given.folder, given.documents, given.seed)
    sys.stdout.write(f"{len(truth.texts)} texts in {given.folder}/documents, {len(truth.deals)} agreements\n")


if __name__ == "__main__":
    main()
