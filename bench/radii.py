"""Whether the radii are honest: how often the true point of a place lies within ours, class by class.

    POSTUREMAP_SHARED=FOLDER .venv/bin/python bench/radii.py GAZETTEER

On the passages and corpora under POSTUREMAP_SHARED. A true point that lies farther off than 161 km and
outside of our shape is a wrong sense and no matter of radius: those are counted apart. Radii should hold 95
in 100.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shapely.geometry import Point

from geo.gazetteer import Gazetteer
from geo.geometry.geodesy import distance_m
from geo.text.segment import document
from geo.toponyms import resolve_given
from geo.types import Footprint, Span

WRONG_SENSE_M = 161_000.0


@dataclass(frozen=True, slots=True)
class Judged:
    """One annotated name that we have placed."""

    kind: str
    apart_m: float
    radius_m: float
    is_wrong_sense: bool
    is_held: bool


def main() -> None:
    shared, gazetteer = Path(os.environ["POSTUREMAP_SHARED"]), Gazetteer.open(Path(sys.argv[1]))
    sets = {
        "passages": sorted((shared / "gold").glob("posture-dev*.jsonl")),
        "GeoVirus": [shared / "bench" / "geoparse" / "data" / "geovirus.jsonl"],
        "IDRISI Arabic": [shared / "bench" / "geoparse" / "data" / "idrisi-ar.jsonl"],
    }
    print(f"{'set':15}{'precision, relation':26}{'n':>6}{'held':>8}{'median radius':>15}{'wrong sense':>13}")
    for name, files in sets.items():
        groups: dict[str, list[Judged]] = defaultdict(list)
        for judged in judged_in(files, gazetteer):
            groups[judged.kind].append(judged)
        for kind, found in sorted(groups.items(), key=lambda pair: -len(pair[1])):
            right = [j for j in found if not j.is_wrong_sense]
            held = f"{sum(j.is_held for j in right) / len(right):.1%}" if right else "n/a"
            radius = f"{statistics.median(j.radius_m for j in found) / 1000:.0f} km"
            print(f"{name:15}{kind:26}{len(right):>6}{held:>8}{radius:>15}{len(found) - len(right):>13}")


def judged_in(files: list[Path], gazetteer: Gazetteer) -> Iterator[Judged]:
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            named = [m for m in row.get("toponyms", row.get("mentions", ())) if m.get("lat") is not None]
            made = document(row["text"], title=row.get("title"))
            spans = [span_of(made.offsets, mention) for mention in named]
            for mention, toponym in zip(named, resolve_given(made, spans, gazetteer), strict=True):
                if toponym.footprint is not None and toponym.footprint.relation in ("at", "part", "border"):
                    yield judged(toponym.footprint, Point(mention["lon"], mention["lat"]))


def span_of(offsets: Sequence[int], mention: dict[str, Any]) -> Span:
    """The mention's span as given, in the text as repaired."""
    start = next(i for i, at in enumerate(offsets) if at >= mention["start"])
    end = next(i for i, at in enumerate(offsets) if at >= mention["end"])
    return Span(start, end)


def judged(drawn: Footprint, truth: Point) -> Judged:
    apart_m = distance_m(Point(drawn.lon, drawn.lat), truth)
    is_held = apart_m <= drawn.radius_m or bool(drawn.geometry.intersects(truth))
    is_wrong = apart_m > WRONG_SENSE_M and not is_held
    return Judged(f"{drawn.precision}, {drawn.relation}", apart_m, drawn.radius_m, is_wrong, is_held)


if __name__ == "__main__":
    main()
