#!/usr/bin/env python3
"""Whether reading stays linear on texts made to be slow: CPU seconds for a length, twice and four times it.

    .venv/bin/python bench/hostile.py [--length 100000] [NAME...]

A row that grows by more than 2.7 when its text is doubled the second time is marked, if it takes a second by
then. `peak` is bytes of memory a character, measured on the shortest.
"""

from __future__ import annotations

import argparse
import time
import tracemalloc

from measuring.spent import build_where_missing

import geo
from app.config import load
from app.prepare import gazetteer as opened
from tests.geo.hostile_texts import TEXTS

MOST_GROWTH = 2.7


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--length", type=int, default=100_000)
    asked.add_argument("names", nargs="*", metavar="NAME")
    given = asked.parse_args()
    path = load().gazetteer_path
    build_where_missing(path)
    gazetteer = opened(path)
    print(f"{'text':34}{'n':>10}{'2n':>8}{'4n':>8}{'growth':>8}{'ns a character':>16}{'peak':>8}")
    for name in given.names or TEXTS:
        texts = [TEXTS[name](given.length * times) for times in (1, 2, 4)]
        spent = [seconds(text, gazetteer) for text in texts]
        growth = spent[2] / max(spent[1], 0.01)
        each_ns = spent[2] / len(texts[2]) * 1e9
        peak = peak_bytes(texts[0], gazetteer) / len(texts[0])
        figures = "".join(f"{s:>{10 if i == 0 else 8}.2f}" for i, s in enumerate(spent))
        mark = "  <-- grows faster than the text" if growth > MOST_GROWTH and spent[2] > 1 else ""
        print(f"{name:34}{figures}{growth:>8.1f}{each_ns:>16.0f}{peak:>8.0f}{mark}", flush=True)


def seconds(text: str, gazetteer: geo.Gazetteer) -> float:
    began = time.process_time()
    geo.read(text, gazetteer=gazetteer)
    return time.process_time() - began


def peak_bytes(text: str, gazetteer: geo.Gazetteer) -> int:
    tracemalloc.start()
    geo.read(text, gazetteer=gazetteer)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


if __name__ == "__main__":
    main()
