#!/usr/bin/env python3
"""How fast the gazetteer opens, looks up and recognises, and what memory it takes.

    .venv/bin/python bench/gazetteer.py [FOLDER]

FOLDER is a built gazetteer; left out, that of the settings, built where it is missing. Memory is the resident
set of this process.
"""

from __future__ import annotations

import random
import re
import sys
import time
from pathlib import Path

import numpy as np
from measuring.spent import build_where_missing, status_mb

from app.config import load
from geo.gazetteer import Gazetteer
from geo.gazetteer.names import fold

SAMPLE = 5_000
TEXT = (
    "US forces have moved from Ain al-Asad in Anbar province to bases near Deir ez-Zor, Al-Tanf and Rmelan, "
    "while Russian troops left Kherson and dug in east of Melitopol. "
    "قالت مصادر إن قوات أمريكية وصلت إلى قاعدة عين الأسد في محافظة الأنبار قادمة من الحسكة ودير الزور. "
)


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else load().gazetteer_path
    build_where_missing(path)
    before = status_mb("VmRSS")
    started = time.perf_counter()
    gazetteer = Gazetteer.open(path)
    opening = time.perf_counter() - started
    random.seed(1)
    rows = random.sample(range(len(gazetteer)), SAMPLE)
    names = [gazetteer._read_place(row).name for row in rows]
    cold, warm = lookups(gazetteer, names), lookups(gazetteer, names)
    folds = [fold(word) for word in re.findall(r"\w+|[^\w\s]", TEXT)] * 50
    started = time.perf_counter()
    found = sum(len(gazetteer.matches(folds, i)) for i in range(len(folds)))
    walking = time.perf_counter() - started
    started = time.perf_counter()
    border = gazetteer.border("ne:IQ", "ne:SY")
    bordering = time.perf_counter() - started
    started = time.perf_counter()
    gazetteer.country_at(44.4, 33.3)
    locating = time.perf_counter() - started
    assert border is not None
    typed = [name[:length] for name in names[:1_000] for length in range(1, len(name) + 1)]
    slips = [name[: len(name) // 2] + name[len(name) // 2 + 1 :] for name in names[:1_000] if len(name) > 5]
    whole, wrong = completions(gazetteer, typed), completions(gazetteer, slips)
    near = completions(gazetteer, typed[:4_000], near=(44.4, 33.3))
    print("| measure | value |\n| --- | --- |")
    print(f"| places, names | {len(gazetteer):,}, {gazetteer.meta.names:,} |")
    print(f"| files | {sum(gazetteer.meta.sizes.values()) / 1e6:.0f} MB |")
    print(f"| opening | {opening * 1e3:.1f} ms |")
    print(f"| lookup, first time (p50, p99) | {at(cold, 50):.3f} ms, {at(cold, 99):.3f} ms |")
    print(f"| lookup, again (p50, p99) | {at(warm, 50):.4f} ms, {at(warm, 99):.4f} ms |")
    print(f"| completion of each beginning of 1,000 names (p50, p95, most) | {spread(whole)} |")
    print(f"| the same with places near a point raised | {spread(near)} |")
    print(f"| completion of names with a letter left out | {spread(wrong)} |")
    print(f"| recognition | {len(folds) / walking / 1e3:.0f} thousand tokens/s, {found} matches |")
    print(f"| border of Iraq and Syria, first time | {bordering * 1e3:.1f} ms |")
    print(f"| country at a point, first time | {locating * 1e3:.1f} ms |")
    print(f"| memory before, after | {before:.0f} MB, {status_mb('VmRSS'):.0f} MB |")


def lookups(gazetteer: Gazetteer, names: list[str]) -> list[float]:
    times = []
    for name in names:
        started = time.perf_counter()
        gazetteer.lookup(name)
        times.append((time.perf_counter() - started) * 1e3)
    return times


def completions(
    gazetteer: Gazetteer, typed: list[str], near: tuple[float, float] | None = None
) -> list[float]:
    times = []
    for text in typed:
        started = time.perf_counter()
        gazetteer.complete(text, near=near)
        times.append((time.perf_counter() - started) * 1e3)
    return times


def spread(times: list[float]) -> str:
    return f"{at(times, 50):.2f}, {at(times, 95):.2f}, {max(times):.1f} ms"


def at(times: list[float], percentile: float) -> float:
    return float(np.percentile(times, percentile))


if __name__ == "__main__":
    main()
