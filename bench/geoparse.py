"""How well and how fast places are read: every figure of the goals, beside its goal, in one run.

    POSTUREMAP_SHARED=... .venv/bin/python bench/geoparse.py [--gazetteer FOLDER] [--peer COMMAND]

Without POSTUREMAP_SHARED, the folder of annotated passages, corpora and their scorers, only speed, opening
and memory are measured, on invented news. Seconds are of CPU, of a process of its own that does nothing but
read. `--peer` is a command that reads and writes the lines of the corpora's own runner; its table is printed
under ours.

Found: the reader names the places itself. Given: it places the spans of the annotators. End to end: what it
found and placed within 161 km. The corpora count states and capitals that act ("Moscow denied") as places and
so does this; adjectives ("Russian") they leave out, and a row of its own tells what they would do.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from measuring.corpora import CORPORA, PASSAGES, Corpora, Judged, Mapped, Outcome
from measuring.spent import PROGRAM, build_where_missing, least, status_mb
from measuring.texts import Text, everyday

from app.config import load
from app.prepare import gazetteer as opened
from geo.gazetteer import Gazetteer
from geo.text.segment import document
from geo.toponyms import toponyms
from geo.toponyms.recognize import recognize

COUNTRIES = {"IQ": "Iraq", "SY": "Syria", "LB": "Lebanon", "IR": "Iran", "YE": "Yemen", "IL": "Israel"} | {
    "PS": "Palestine", "UA": "Ukraine", "RU": "Russia", "TR": "Turkey", "EG": "Egypt", "SA": "Saudi Arabia",
    "CN": "China", "US": "United States", "GB": "United Kingdom",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Speed:
    """Of the reader in a fresh process."""

    opening_ms: float
    resident_mb: float
    """At most, with everything read once."""
    texts: dict[str, Rate]


@dataclass(frozen=True, slots=True)
class Rate:
    """MB of UTF-8 a second of CPU."""

    first: float
    """Met for the first time."""
    again: float
    cut: float
    recognise: float
    resolve: float
    """Seconds for the whole set, read again."""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--gazetteer", type=Path, help="a built one; default: that of the settings")
    asked.add_argument("--peer", help="another geoparser to put under ours")
    asked.add_argument("--speed-of", help=argparse.SUPPRESS)
    given = asked.parse_args()
    path = given.gazetteer or load().gazetteer_path
    named = os.environ.get("POSTUREMAP_SHARED")
    shared = Path(named) if named else None
    if given.speed_of:
        print(json.dumps(speed_here(path, given.speed_of, shared)))
        return
    build_where_missing(path)
    speed = measured_apart(path, shared)
    if shared is None:
        print("POSTUREMAP_SHARED is not set: no annotated texts, so only what needs none is measured.\n")
        print_figures(speed, None)
        print_speed(speed)
        return
    gazetteer = opened(path)
    outcome = Corpora(shared).outcome(gazetteer)
    print_figures(speed, outcome)
    print_speed(speed)
    print_sets(outcome)
    print_abstention(outcome)
    print_shares("language", outcome, lambda one: one.language, ["en", "ar"])
    print_shares("country of truth", outcome, lambda one: one.country, list(COUNTRIES))
    print_calibration(outcome)
    if given.peer:
        for spans in ([], ["--given"]):
            runner = [sys.executable, "run.py", "--startup", "--name", "peer", *spans, "--"]
            folder = shared / "bench" / "geoparse"
            print(f"\npeer, places {'given' if spans else 'found'}", flush=True)
            subprocess.run([*runner, *shlex.split(given.peer)], cwd=folder, check=True)


# the goals


def print_figures(speed: Speed, outcome: Outcome | None) -> None:
    print(f"{'measure':58}{'now':>9}{'goal':>11}")
    rows: list[tuple[str, float, str, float, int]] = []
    if outcome is not None:
        gold = outcome.passages["posture-dev"]
        traps = gold["toponyms"]["traps_mapped"] / max(1, gold["toponyms"]["predicted"])
        rows += [
            ("gold dev: toponyms recognised, F1", gold["toponyms"]["f1"], ">=", 0.92, 3),
            ("gold dev: of them within their radius", gold["resolution"]["within_tolerance"], ">=", 0.95, 3),
            ("gold dev: non-places among what is mapped, %", 100 * traps, "<=", 2, 1),
        ]
        for corpus, title, goals in (
            ("geovirus", "GeoVirus", (90, 84, 74)),
            ("idrisi-ar", "IDRISI Arabic", (62, 72, 50)),
        ):
            found, given = outcome.found[corpus], outcome.given[corpus]
            rows += [
                (f"{title}: recognised, strict F1", 100 * found["strict"]["f1"], ">=", goals[0], 1),
                (f"{title}: given spans @161 km", 100 * given["resolution"]["acc161"], ">=", goals[1], 1),
                (f"{title}: end to end, F1 @161 km", 100 * found["e2e161"]["f1"], ">=", goals[2], 1),
            ]
        strict = outcome.found["re3d"]["strict"]["f1"]
        rows.append(("re3d Location: recognised, strict F1", 100 * strict, ">=", 68, 1))
    name, rate = next(iter(speed.texts.items()))
    rows += [
        (f"text to toponyms, {name} read for the first time, MB/s", rate.first, ">=", 1.5, 2),
        ("opening the gazetteer, s", speed.opening_ms / 1000, "<=", 0.3, 3),
        ("resident memory at most, MB", speed.resident_mb, "<=", 300, 0),
    ]
    for title, now, sign, goal, digits in rows:
        met = now >= goal if sign == ">=" else now <= goal
        print(f"{title:58}{now:>9.{digits}f}{sign:>6} {goal:<5g}{'' if met else 'not met'}")


def print_speed(speed: Speed) -> None:
    print(f"\n{'texts':30}{'MB/s first':>11}{'again':>7}{'s: cut':>9}{'recognise':>11}{'resolve':>9}")
    for name, rate in speed.texts.items():
        print(
            f"{name:30}{rate.first:>11.2f}{rate.again:>7.2f}"
            f"{rate.cut:>9.3f}{rate.recognise:>11.3f}{rate.resolve:>9.3f}"
        )
    print(f"\n`posturemap read --jsonl` of one word: {start_s():.2f} s of CPU")


# speed


def measured_apart(path: Path, shared: Path | None) -> Speed:
    """Each set in a process of its own: what one has met is not known to the next."""
    sets = ["GeoVirus", "everyday news"] if shared else ["everyday news"]
    rates, opening_ms, resident_mb = {}, 0.0, 0.0
    for name in sets:
        own = [sys.executable, __file__, "--gazetteer", str(path), "--speed-of", name]
        told = json.loads(subprocess.run(own, check=True, stdout=subprocess.PIPE).stdout)
        rates[name] = Rate(**told["rate"])
        opening_ms = max(opening_ms, told["opening_ms"])
        resident_mb = max(resident_mb, told["resident_mb"])
    return Speed(opening_ms, resident_mb, rates)


def speed_here(path: Path, name: str, shared: Path | None) -> dict[str, object]:
    began = time.perf_counter()
    Gazetteer.open(path)
    opening_ms = (time.perf_counter() - began) * 1e3
    gazetteer = opened(path)
    texts = everyday(60) if shared is None or name == "everyday news" else geovirus(shared)
    read("Rain fell in Lisbon on Monday.", gazetteer)
    size = sum(len(text.text.encode()) for text in texts) / 1e6

    def whole() -> None:
        for text in texts:
            read(text.text, gazetteer)

    first = least(whole, 1)
    again = least(whole, 3)
    cut = least(lambda: [document(text.text) for text in texts], 3)
    documents = [document(text.text) for text in texts]
    recognise = least(lambda: [recognize(made, gazetteer) for made in documents], 3)
    rate = {"first": size / first, "again": size / again, "cut": cut, "recognise": recognise}
    rate["resolve"] = max(0.0, again - cut - recognise)
    return {"opening_ms": opening_ms, "resident_mb": status_mb("VmHWM"), "rate": rate}


def geovirus(shared: Path) -> list[Text]:
    return [Text(row["text"], None, "en") for row in Corpora(shared).documents("geovirus")]


def read(text: str, gazetteer: Gazetteer) -> None:
    toponyms(document(text), gazetteer)


def start_s() -> float:
    """Seconds of CPU of the whole command, the least of three."""
    line = b'{"id": 1, "text": "Paris."}\n'
    spent = []
    for _ in range(3):
        before = os.times()
        subprocess.run([PROGRAM, "read", "--jsonl"], input=line, stdout=subprocess.DEVNULL, check=True)
        after = os.times()
        of_user = after.children_user - before.children_user
        spent.append(of_user + after.children_system - before.children_system)
    return min(spent)


# rows apart


def print_sets(outcome: Outcome) -> None:
    print(
        f"\n{'set':34}{'P':>7}{'R':>7}{'F1':>7}{'overlap':>9}"
        f"{'@161':>8}{'end to end: P':>16}{'R':>7}{'F1':>7}{'given @161':>12}{'AUC':>7}"
    )
    for corpus in outcome.found:
        for title, of in (("", outcome.found), (", demonyms too", outcome.with_demonyms)):
            score, given = of[corpus], outcome.given[corpus]["resolution"]
            strict, whole, resolved = score["strict"], score["e2e161"], score["resolution"]
            row = [strict["p"], strict["r"], strict["f1"], score["overlap"]["f1"], resolved.get("acc161")]
            row += [whole["p"], whole["r"], whole["f1"]] if resolved["n"] else [None] * 3
            row += [given.get("acc161")] if not title else []
            auc = f"{given['auc']:7.3f}" if not title and given["n"] else ""
            print(f"{corpus + title:34}" + "".join(map(percent, row, (7, 7, 7, 9, 8, 16, 7, 7, 12))) + auc)
    print(f"\n{'passages':24}{'P':>8}{'R':>7}{'F1':>7}{'within radius':>15}{'non-places mapped':>25}")
    for name, score in outcome.passages.items():
        found, right = score["toponyms"], score["resolution"]["within_tolerance"]
        traps = f"{found['traps_mapped']} of {found['predicted']} mapped"
        row = [found["precision"], found["recall"], found["f1"], right]
        print(f"{name:24}" + "".join(map(percent, row, (8, 7, 7, 15))) + f"{traps:>25}")


def print_abstention(outcome: Outcome) -> None:
    """What is left out when only the surest are mapped; `right` is of those that are."""
    print(f"\n{'left unplaced, or unsure':34}{'spans':>7}{'unplaced':>10}{'right of placed':>17}", end="")
    print("".join(f"{f'kept >= {least}':>13}{'right':>7}" for least in (0.5, 0.7, 0.9)))
    for title, mapped in outcome.mapped.items():
        placed = [one for one in mapped if one.is_placed]
        row = [1 - len(placed) / len(mapped), share(placed)]
        for least_confidence in (0.5, 0.7, 0.9):
            kept = [one for one in placed if one.confidence >= least_confidence]
            row += [len(kept) / len(mapped), share(kept)]
        widths = (10, 17, *(13, 7) * 3)
        print(f"{title:34}{len(mapped):>7}" + "".join(map(percent, row, widths)))


def print_shares(
    what: str, outcome: Outcome, key: Callable[[Judged], str | None], shown: Sequence[str]
) -> None:
    print(f"\n{what:24}" + "".join(f"{name:>30}" for name in outcome.judged))
    print(f"{'':24}" + f"{'n':>10}{'found':>8}{'and right':>12}" * len(outcome.judged))
    for value in [*shown, None]:
        of = {
            name: [one for one in judged if (key(one) if key(one) in shown else None) == value]
            for name, judged in outcome.judged.items()
        }
        if any(of.values()):
            title = COUNTRIES.get(value or "", value or "any other")
            print(f"{title:24}" + "".join(map(shares, of.values())))


def shares(judged: Sequence[Judged]) -> str:
    found, right = [one.is_found for one in judged], [one.is_right for one in judged]
    return f"{len(judged):>10}{percent(mean(found), 8)}{percent(mean(right), 12)}"


def print_calibration(outcome: Outcome) -> None:
    """Of all that was found and placed, wrongly found included."""
    print(f"\n{'':24}{'passages':>21}{'corpora':>23}")
    print(f"{'confidence':24}" + f"{'n':>7}{'mean':>8}{'right':>8}" * 2)
    for tenth in range(10):
        low, high = tenth / 10, (tenth + 1) / 10 if tenth < 9 else 1.01
        cells = ""
        for names in (PASSAGES, CORPORA):
            of = [
                one
                for name in names
                for one in outcome.mapped.get(f"{name}, found", ())
                if one.is_placed and low <= one.confidence < high
            ]
            row = [mean([one.confidence for one in of]), share(of)]
            cells += f"{len(of):>7}" + "".join(map(percent, row, (8, 8)))
        print(f"{f'{low:.1f} to {min(high, 1):.1f}':24}{cells}")


def share(mapped: Sequence[Mapped]) -> float | None:
    return mean([one.is_right for one in mapped])


def mean(values: Iterable[float]) -> float | None:
    held = list(values)
    return sum(held) / len(held) if held else None


def percent(value: float | None, width: int) -> str:
    return f"{'-' if value is None else f'{100 * value:.1f}':>{width}}"


if __name__ == "__main__":
    main()
