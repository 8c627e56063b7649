#!/usr/bin/env python3
"""What a gazetteer of millions of places costs: a dump is made up, added, opened and asked.

    .venv/bin/python bench/large_gazetteer.py [--places 1000000] [--folder FOLDER]

The dump has GeoNames' real layout (allCountries.zip and alternateNamesV2.zip), the shares of its feature
classes and about as many names to a place; names and places are made up, the same ones at each run. The
default gazetteer is built where it is missing; the pack is made under FOLDER and left there.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

PROGRAM = Path(sys.executable).with_name("posturemap")
SEED = 20261123
ALTERNATES_A_PLACE = 1.4
"""In GeoNames' own files of 2025 about 17 million rows for 12 million places."""
FIRST_ID = 100_000_000
"""Above all of GeoNames', so that no real place is put out by one made up."""
LOOKUPS = 10_000
_ROWS_AT_ONCE = 100_000

# Boxes that lie mostly inside the country: west, south, east, north.
COUNTRIES = {
    "US": (-120, 32, -80, 48), "RU": (35, 50, 130, 65), "CN": (85, 25, 120, 45), "IN": (74, 12, 86, 27),
    "MX": (-108, 18, -96, 30), "BR": (-60, -25, -42, -5), "ID": (98, -5, 120, 3), "IR": (47, 28, 60, 36),
    "IQ": (42, 31, 46, 36), "SY": (36, 33, 41, 36.5), "UA": (24, 47, 38, 51), "TR": (28, 37, 43, 41),
    "YE": (43, 14, 50, 17), "SA": (38, 18, 50, 29), "EG": (26, 23, 33, 31), "SD": (24, 10, 34, 20),
    "AF": (62, 31, 70, 36), "PK": (63, 26, 72, 34), "NO": (6, 59, 12, 64), "FI": (22, 61, 29, 67),
    "SE": (12, 57, 17, 66), "DE": (7, 48, 14, 53.5), "FR": (0, 44, 6, 49), "PL": (15, 50, 23, 54),
    "ML": (-8, 12, 2, 20), "NE": (2, 13, 13, 21), "ET": (36, 5, 43, 13), "TH": (98, 14, 104, 19),
    "MM": (94, 18, 98, 26), "AU": (117, -33, 148, -20),
}  # fmt: skip
FEATURES = (
    ("P", "PPL", 40), ("P", "PPLL", 2), ("P", "PPLA3", 0.4), ("P", "PPLX", 2), ("A", "ADM1", 0.03),
    ("A", "ADM2", 0.4), ("A", "ADM3", 1.2), ("A", "ADM4", 2.4), ("S", "SCH", 4), ("S", "CH", 3.5),
    ("S", "HTL", 3), ("S", "FRM", 5), ("S", "BLDG", 3), ("S", "AIRP", 0.3), ("S", "AIRB", 0.02),
    ("L", "MILB", 0.02), ("L", "LCTY", 2.5), ("L", "PRK", 1), ("H", "STM", 10), ("H", "LK", 4),
    ("H", "BAY", 0.7), ("H", "STRT", 0.05), ("H", "WLL", 2.5), ("T", "MT", 4), ("T", "HLL", 4),
    ("T", "ISL", 2), ("T", "CAPE", 1), ("T", "VAL", 1.5), ("V", "FRST", 0.4), ("R", "RD", 0.5),
    ("U", "SMU", 0.05),
)  # fmt: skip
_ONSETS = [*"bdfghjklmnprstvwyz", "sh", "kh", "th", "br", "dr", "gr", "kr", "st", "tr"]
_VOWELS = [*"aeiou", "aa", "ai", "ei", "ou"]
_CODAS = ["", "", "", "n", "r", "l", "m", "s", "t", "k", "d", "sh"]
_BEFORE = ("Al ", "Tall ", "San ", "Santa ", "Khirbat ", "Novo", "Old ", "Upper ", "Kafr ", "Wadi ", "Bir ")
_AFTER = (" Creek", " Kalan", " Khurd", " Hill", "-e Bala", "-e Pa'in", " Nadi", "-skoye", " Church", " Lake")
_ARABIC = "ابتجحدرزسشعفقكلمنهوي"
_CYRILLIC = "абвгдежзиклмнопрстуш"
_LANGUAGES = ("", "en", "ar", "fa", "ru", "fr", "es", "ceb", "sv", "link", "wkdt", "post", "iata")
_LANGUAGE_SHARES = (0.25, 0.1, 0.06, 0.05, 0.08, 0.04, 0.04, 0.05, 0.03, 0.18, 0.07, 0.045, 0.005)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--places", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=Path("var/large"))
    parser.add_argument("--ask", action="store_true", help="only open and ask what stands in FOLDER")
    chosen = parser.parse_args()
    folder = chosen.folder.absolute()
    if chosen.ask:
        return ask(folder / "gazetteer")
    folder.mkdir(parents=True, exist_ok=True)
    print("| measure | value |\n| --- | --- |", flush=True)
    started = time.perf_counter()
    dump = folder / f"dump-{chosen.places}"
    places, names = dump / "allCountries.zip", dump / "alternateNamesV2.zip"
    if not dump.is_dir():
        unfinished = folder / "dump-unfinished"
        unfinished.mkdir(exist_ok=True)
        write_dump(unfinished / places.name, unfinished / names.name, chosen.places)
        unfinished.rename(dump)
    sizes = f"{places.stat().st_size / 1e6:.0f} + {names.stat().st_size / 1e6:.0f} MB"
    print(f"| dump of {chosen.places:,} places, made in | {time.perf_counter() - started:.0f} s, {sizes} |")
    environment = os.environ | {"POSTUREMAP_GAZETTEER_DIR": str(folder / "gazetteer")}
    subprocess.run([PROGRAM, "gazetteer", "build"], env=environment, check=True, stdout=sys.stderr)
    started = time.perf_counter()
    command = [PROGRAM, "gazetteer", "add", "geonames", places, names]
    adding = subprocess.Popen(command, env=environment, stdout=sys.stderr)
    _, status, usage = os.wait4(adding.pid, 0)
    if status:
        raise SystemExit(f"adding ended with {os.waitstatus_to_exitcode(status)}")
    spent = usage.ru_utime + usage.ru_stime
    print(f"| adding it | {time.perf_counter() - started:.0f} s, {spent:.0f} s of CPU |")
    print(f"| most memory in adding | {usage.ru_maxrss / 1e3:.0f} MB |", flush=True)
    # In a process of its own, whose memory is that of the gazetteer alone.
    subprocess.run([sys.executable, __file__, "--folder", folder, "--ask"], check=True)
    return None


def ask(path: Path) -> None:
    from geo.gazetteer import Gazetteer
    from geo.read import read

    before = resident_mb()
    started = time.perf_counter()
    gazetteer = Gazetteer.open(path)
    opening = time.perf_counter() - started
    pack = gazetteer.packs[-1]
    size = sum(sum(each.meta.sizes.values()) for each in gazetteer.packs)
    print(f"| places, names of the pack | {pack.meta.places:,}, {pack.meta.names:,} |")
    print(f"| files, both packs | {size / 1e6:.0f} MB |")
    print(f"| opening | {opening * 1e3:.0f} ms |")
    print(f"| memory before, after opening | {before:.0f}, {resident_mb():.0f} MB |")
    chance = np.random.default_rng(SEED)
    rows = chance.integers(0, len(pack.columns), LOOKUPS).tolist()
    asked = [pack.place(row).name for row in rows]
    times = []
    for name in asked:
        started = time.perf_counter()
        gazetteer.lookup(name)
        times.append((time.perf_counter() - started) * 1e3)
    p50, p99 = np.percentile(times, (50, 99))
    print(f"| {LOOKUPS:,} lookups, first time (p50, p99) | {p50:.3f}, {p99:.2f} ms |")
    print(f"| memory after them | {resident_mb():.0f} MB |")
    started = time.perf_counter()
    texts = [text(asked[i : i + 20]) for i in range(0, 400, 20)]
    found = sum(len(read(each, gazetteer=gazetteer).toponyms) for each in texts)
    seconds = time.perf_counter() - started
    print(f"| {len(texts)} texts of 20 sentences read | {seconds:.2f} s, {found} toponyms |")
    started = time.perf_counter()
    near = gazetteer.airfields_near(44.4, 33.3, within_m=50_000)
    country = gazetteer.country_at(44.4, 33.3)
    milliseconds = (time.perf_counter() - started) * 1e3
    print(f"| airfields near a point and its country | {milliseconds:.0f} ms, {len(near)} and {country} |")
    print(f"| memory in the end | {resident_mb():.0f} MB |", flush=True)


def text(names: Sequence[str]) -> str:
    return " ".join(
        f"Three battalions of the army arrived in {name} on 3 May, officials said." for name in names
    )


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


# --- the dump


def write_dump(places: Path, names: Path, count: int) -> None:
    chance = np.random.default_rng(SEED)
    _write(places, "allCountries.txt", place_lines(chance, count))
    _write(names, "alternateNamesV2.txt", name_lines(chance, count))


def _write(path: Path, member: str, parts: Iterator[str]) -> None:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(member, "w", force_zip64=True) as content,
    ):
        for part in parts:
            content.write(part.encode())


def place_lines(chance: np.random.Generator, count: int) -> Iterator[str]:
    """Sorted by country, as GeoNames' file is."""
    codes = sorted(COUNTRIES)
    weights = np.array([share for *_, share in FEATURES])
    first = 0
    for number, code in enumerate(codes):
        last = count * (number + 1) // len(codes)
        west, south, east, north = COUNTRIES[code]
        while first < last:
            n = min(_ROWS_AT_ONCE, last - first)
            features = chance.choice(len(FEATURES), n, p=weights / weights.sum()).tolist()
            lons = chance.uniform(west, east, n).round(5).tolist()
            lats = chance.uniform(south, north, n).round(5).tolist()
            # One in five has its people told, as in GeoNames.
            people = (chance.random(n) < 0.2) * (chance.pareto(1.1, n) * 300)
            names = made_names(chance, n)
            others = made_names(chance, n)
            more = chance.random(n).tolist()
            lines = []
            for i, inhabitants in enumerate(people.tolist()):
                of_class, feature, _ = FEATURES[features[i]]
                alternates = f"{names[i].lower()},{others[i]}" if more[i] < 0.35 else ""
                inhabited = int(inhabitants) if of_class in "PA" else 0
                place = f"{lats[i]}\t{lons[i]}\t{of_class}"
                lines.append(
                    f"{FIRST_ID + first + i}\t{names[i]}\t{names[i]}\t{alternates}\t{place}\t"
                    f"{feature}\t{code}\t\t{i % 20:02}\t\t\t\t{inhabited}\t\t{i % 900}\tEtc/UTC\t2025-01-01\n"
                )
            yield "".join(lines)
            first += n


def name_lines(chance: np.random.Generator, count: int) -> Iterator[str]:
    total = int(count * ALTERNATES_A_PLACE)
    for first in range(0, total, _ROWS_AT_ONCE):
        n = min(_ROWS_AT_ONCE, total - first)
        places = (FIRST_ID + chance.integers(0, count, n)).tolist()
        languages = chance.choice(len(_LANGUAGES), n, p=_LANGUAGE_SHARES).tolist()
        names = made_names(chance, n)
        arabic = made_words(chance, n, _ARABIC)
        cyrillic = made_words(chance, n, _CYRILLIC)
        historic = (chance.random(n) < 0.02).tolist()
        lines = []
        for i, place in enumerate(places):
            language = _LANGUAGES[languages[i]]
            name = names[i]
            if language in ("ar", "fa"):
                name = arabic[i]
            elif language == "ru":
                name = cyrillic[i].capitalize()
            elif language == "link":
                name = f"https://en.wikipedia.org/wiki/{name.replace(' ', '_')}"
            elif language == "wkdt":
                name = f"Q{place}"
            elif language == "post":
                name = f"{place % 100_000:05}"
            elif language == "iata":
                name = name[:3].upper()
            lines.append(
                f"{first + i + 1}\t{place}\t{language}\t{name}\t\t\t\t{'1' if historic[i] else ''}\t\t\n"
            )
        yield "".join(lines)


def made_names(chance: np.random.Generator, n: int) -> list[str]:
    """Half of them are of a hundred thousand that return; of 12 million, 2,800 bear the most common one."""
    own = made_syllables(chance.integers(0, 2**31, n))
    common = made_syllables((chance.random(n) ** 1.5 * 100_000).astype(np.int64) * 7919)
    parts = chance.random((n, 3)).tolist()
    names = []
    for i, (is_common, before, after) in enumerate(parts):
        name = common[i] if is_common < 0.5 else own[i]
        if before < 0.2:
            name = _BEFORE[int(before * 5 * len(_BEFORE))] + name
        if after < 0.2:
            name += _AFTER[int(after * 5 * len(_AFTER))]
        names.append(name)
    return names


def made_syllables(numbers: np.ndarray) -> list[str]:
    """Two or three syllables, the same for the same number."""
    syllables = [on + vowel + coda for on in _ONSETS for vowel in _VOWELS for coda in _CODAS]
    size = len(syllables)
    names = []
    for number in numbers.tolist():
        name = syllables[number % size] + syllables[number // size % size]
        if number % 3 == 0:
            name += syllables[number // 7 % size]
        names.append(name.capitalize())
    return names


def made_words(chance: np.random.Generator, n: int, letters: Sequence[str]) -> list[str]:
    drawn = chance.integers(0, len(letters), (n, 6)).tolist()
    return ["".join(letters[i] for i in row[: 4 + row[0] % 3]) for row in drawn]


if __name__ == "__main__":
    main()
