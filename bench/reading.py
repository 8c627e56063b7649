"""How fast whole texts are read, stage by stage; with annotated passages at hand, also how well claims are.

    .venv/bin/python bench/reading.py [--rounds 3] [--gazetteer FOLDER] [--speed-only]

Speed is taken on the composed sample (every text full of claims: the worst case) and on invented everyday
news (what most of a feed is; a claim found there is wrong). Seconds are of CPU, the least of all rounds:
other programs disturb those least.
`of raw` compares the whole with one pass of a tokenising expression over the same texts in the same run.

With POSTUREMAP_SHARED set, the passages under it are read by `posturemap read --jsonl` and judged by the
scorer beside them. How well places are found is measured by geoparse.py.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from measuring.spent import PROGRAM, build_where_missing, least, status_mb
from measuring.texts import Text, composed, everyday, joined

import geo
from app.config import load
from geo.claims import claims
from geo.gazetteer import Gazetteer
from geo.text.segment import document
from geo.toponyms import toponyms

WORDS = re.compile(r"\w+|[^\w\s]")


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
    asked.add_argument("--speed-only", action="store_true", help="leave the annotated passages out")
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
        yardsticks(Path(shared) / "gold", path)


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


# quality


def yardsticks(gold: Path, gazetteer: Path) -> None:
    """The scorer's own tables; nothing of its texts is kept."""
    environment = os.environ | {"POSTUREMAP_GAZETTEER_DIR": str(gazetteer)}
    for passages in sorted(gold.glob("posture-dev*.jsonl")):
        print(f"\n== {passages.name}", flush=True)
        with tempfile.NamedTemporaryFile(suffix=".jsonl") as answers:
            with passages.open("rb") as given:
                subprocess.run(
                    [PROGRAM, "read", "--jsonl"], stdin=given, stdout=answers, env=environment, check=True
                )
            subprocess.run([sys.executable, gold / "score.py", passages, answers.name], check=True)


if __name__ == "__main__":
    main()
