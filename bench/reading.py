"""How fast texts are read, stage by stage; with the outside yardsticks at hand, also how well.

    .venv/bin/python bench/reading.py [--rounds 3] [--gazetteer FOLDER] [--speed-only] [--peer COMMAND]

Speed is taken on the composed sample (every text full of claims: the worst case) and on invented everyday
news (what most of a feed is; a claim found there is wrong). Seconds are of CPU, the least of all rounds:
other programs disturb those least.
`of raw` compares the whole with one pass of a tokenising expression over the same texts in the same run.

With POSTUREMAP_SHARED set, the scorers under it are run on what `posturemap read --jsonl` says. `--peer` is a
command that reads and writes the lines of the geoparsing yardstick; its table is printed under ours. There,
start-up is taken off and stands under `load`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import geo
from app.config import load
from geo.claims import claims
from geo.gazetteer import Gazetteer
from geo.text.segment import document
from geo.toponyms import toponyms
from geo.types import Language

SAMPLE = Path(__file__).parents[1] / "app" / "sample" / "reports.jsonl"
PROGRAM = Path(sys.executable).with_name("posturemap")
WORDS = re.compile(r"\w+|[^\w\s]")

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
    published: date
    language: Language
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of CPU for a set of texts."""

    cut: float
    toponyms: float
    claims: float
    whole: float
    raw: float
    """One pass of `WORDS`."""
    claims_found: int


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--gazetteer", type=Path, help="a built one; default: that of the settings")
    asked.add_argument("--speed-only", action="store_true", help="leave the outside yardsticks out")
    asked.add_argument("--peer", help="another geoparser to put under ours")
    given = asked.parse_args()
    path = given.gazetteer or load().gazetteer_path
    build_where_missing(path)
    before = status_mb("VmRSS")
    began = time.perf_counter()
    gazetteer = Gazetteer.open(path)
    opening_ms = (time.perf_counter() - began) * 1e3
    began_cpu = time.process_time()
    first = composed()[0]
    geo.read(first.text, published=first.published, gazetteer=gazetteer)
    first_ms = (time.process_time() - began_cpu) * 1e3
    print_speed(gazetteer, rounds=given.rounds)
    print(
        f"\ngazetteer opened in {opening_ms:.0f} ms, first text {first_ms:.0f} ms (lexicons are read then); "
        f"memory {before:.0f} MB before, {status_mb('VmRSS'):.0f} after, {status_mb('VmHWM'):.0f} at most"
    )
    shared = os.environ.get("POSTUREMAP_SHARED")
    if shared and not given.speed_only:
        yardsticks(Path(shared), path, peer=given.peer)


def build_where_missing(path: Path) -> None:
    """In a process of its own: what building takes would stand in the memory measured here."""
    if not Gazetteer.is_current(path):
        environment = os.environ | {"POSTUREMAP_GAZETTEER_DIR": str(path)}
        subprocess.run([PROGRAM, "gazetteer", "build"], env=environment, check=True, stdout=sys.stderr)


# speed


def print_speed(gazetteer: Gazetteer, *, rounds: int) -> None:
    reports = composed()
    english = [text for text in reports if text.language == "en"]
    news = everyday(60)
    sets = {
        "sample reports, English": english,
        "sample reports, Arabic": [text for text in reports if text.language == "ar"],
        "sample, ten reports a text": joined(english, 10),
        "everyday news": news,
        "everyday news, one long text": joined(news, len(news)),
    }
    print(
        f"{'texts':30}{'n':>4}{'KB':>6}{'claims':>8}{'MB/s':>7}{'texts/s':>9}"
        f"{'ms a text: cut':>16}{'toponyms':>10}{'claims':>8}{'whole':>8}{'of raw':>8}"
    )
    for name, texts in sets.items():
        spent = measured(texts, gazetteer, rounds=rounds)
        size = sum(len(text.text.encode()) for text in texts)
        each = 1e3 / len(texts)
        print(
            f"{name:30}{len(texts):>4}{size / 1e3:>6.0f}{spent.claims_found:>8}"
            f"{size / 1e6 / spent.whole:>7.2f}{len(texts) / spent.whole:>9.0f}{spent.cut * each:>16.2f}"
            f"{spent.toponyms * each:>10.2f}{spent.claims * each:>8.2f}{spent.whole * each:>8.2f}"
            f"{spent.raw / spent.whole:>8.1%}"
        )


def measured(texts: Sequence[Text], gazetteer: Gazetteer, *, rounds: int) -> Spent:
    def cut() -> list[geo.types.Document]:
        return [document(t.text, published=t.published, title=t.title, language=t.language) for t in texts]

    documents = cut()
    placed = [toponyms(made, gazetteer) for made in documents]
    pairs = list(zip(documents, placed, strict=True))
    found = [claims(made, places, others, gazetteer) for made, (places, others) in pairs]
    return Spent(
        cut=least(cut, rounds),
        toponyms=least(lambda: [toponyms(made, gazetteer) for made in documents], rounds),
        claims=least(lambda: [claims(made, *of, gazetteer) for made, of in pairs], rounds),
        whole=least(lambda: [read(text, gazetteer) for text in texts], rounds),
        raw=least(lambda: [WORDS.findall(text.text) for text in texts], rounds),
        claims_found=sum(len(kept) for kept, _ in found),
    )


def read(text: Text, gazetteer: Gazetteer) -> object:
    return geo.read(
        text.text, published=text.published, title=text.title, language=text.language, gazetteer=gazetteer
    )


def least(work: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


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


def status_mb(field: str) -> float:
    """VmRSS, resident now, or VmHWM, the most there was."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith(field + ":"))


# quality


def yardsticks(shared: Path, gazetteer: Path, *, peer: str | None) -> None:
    """The scorers' own tables; nothing of their texts is kept."""
    environment = os.environ | {"POSTUREMAP_GAZETTEER_DIR": str(gazetteer)}
    for gold in sorted((shared / "gold").glob("posture-dev*.jsonl")):
        print(f"\n== {gold.name}", flush=True)
        with tempfile.NamedTemporaryFile(suffix=".jsonl") as answers:
            with gold.open("rb") as passages:
                subprocess.run(
                    [PROGRAM, "read", "--jsonl"], stdin=passages, stdout=answers, env=environment, check=True
                )
            scorer = shared / "gold" / "score.py"
            subprocess.run([sys.executable, scorer, gold, answers.name], check=True)
    folder = shared / "bench" / "geoparse"
    own = [str(PROGRAM), "read", "--jsonl", "--toponyms-only"]
    for name, command in {"posturemap": own, "peer": shlex.split(peer) if peer else []}.items():
        for given in ([], ["--given"]) if command else ():
            print(f"\n== {name}: places {'given' if given else 'found'}", flush=True)
            runner = [sys.executable, "run.py", "--startup", "--name", name, *given, "--", *command]
            subprocess.run(runner, cwd=folder, env=environment, check=True)


if __name__ == "__main__":
    main()
