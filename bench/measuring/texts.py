"""The texts that reading is measured on, the same at every run."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geo.types import Language

SAMPLE = Path(__file__).parents[2] / "app" / "sample" / "reports.jsonl"

PLACES = (
    "Lisbon", "Nairobi", "Toulouse", "Osaka", "Kraków", "Tucson", "Beirut", "Leeds", "Aleppo", "Hamburg",
    "Cartagena", "Bergen", "Izmir", "Surabaya", "Basra", "Ghent", "Tampere", "Oaxaca", "Mosul", "Adelaide",
)  # fmt: skip
COUNTRIES = (
    "Portugal",
    "Kenya",
    "France",
    "Japan",
    "Poland",
    "Lebanon",
    "Germany",
    "Norway",
    "Iraq",
    "Chile",
)
PEOPLE = ("Ines Vardal", "Tomas Okello", "Maryam Haddar", "Joan Pellier", "Kenji Arato", "Lena Strand")
BODIES = ("the city council", "the port authority", "the weather service", "the teachers' union", "the court")
SENTENCES = (
    "{body} in {place} put off its decision on the new tram line until the spring, {person} said on Tuesday.",
    "Prices of bread and cooking oil rose by {n} percent in {country} last month, the most since 2008.",
    "Heavy rain closed the road between {place} and {other} for the second time this week.",
    '"We have waited for {n} months and nobody has answered us," {person} told reporters in {place}.',
    "The museum, which opened in 1974, will show {n} paintings that were lent by collectors in {country}.",
    "In {place}, where the factory once gave work to {n} families, the houses along the river stand empty.",
    "{person}, who teaches at the university in {other}, called the plan late, costly and hard to explain.",
    "{country} beat {other_country} by two goals in a match that began an hour late because of the heat.",
    "Doctors at the hospital in {place} treated {n} people after the ferry ran against the pier on Sunday.",
    "According to {body}, a third of the water is lost before it reaches the villages north of {place}.",
    "The company sells its machines in {country}, {other_country} and, since June, in {n} shops of its own.",
    "A judge in {other} ordered the owners to pay back the money, and their lawyer said they would appeal.",
)


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    published: date | None
    language: Language
    title: str | None = None


def composed() -> list[Text]:
    rows = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    return [
        Text(row["text"], date.fromisoformat(row["published"]), row["language"], row["title"]) for row in rows
    ]


def everyday(count: int) -> list[Text]:
    """Invented pieces of about 3 KB that report no posture; the same at every run."""
    drawn = random.Random(1)
    return [
        Text("\n\n".join(paragraph(drawn) for _ in range(8)), date(2026, 6, 3), "en") for _ in range(count)
    ]


def paragraph(drawn: random.Random) -> str:
    sentences = []
    for pattern in drawn.sample(SENTENCES, 4):
        place, other = drawn.sample(PLACES, 2)
        country, other_country = drawn.sample(COUNTRIES, 2)
        sentence = pattern.format(
            place=place,
            other=other,
            country=country,
            other_country=other_country,
            person=drawn.choice(PEOPLE),
            body=drawn.choice(BODIES),
            n=drawn.randint(2, 400),
        )
        sentences.append(sentence[0].upper() + sentence[1:])
    return " ".join(sentences)


def joined(texts: Sequence[Text], size: int) -> list[Text]:
    groups = [texts[i : i + size] for i in range(0, len(texts), size)]
    return [Text("\n\n".join(t.text for t in group), group[0].published, "en") for group in groups]
