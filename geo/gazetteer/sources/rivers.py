"""Rivers as lines: `geo/data/rivers.npz`, made by `scripts/rivers.py` from Natural Earth, and `rivers.tsv`.

A river seldom bears a name of its own: Jordan, Niger, Dnipro, Orange. Only what nobody takes for anything
else is found in a text by itself; the others with the word "river", or where words beside them ask for one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo.data.tables import FOLDER, json_rows, several, table
from geo.errors import UnreadableSource
from geo.gazetteer.entry import Entry, Use
from geo.gazetteer.names import fold
from geo.geometry.footprint import representative
from geo.geometry.geodesy import reach_m

SOURCE = "Natural Earth 3.0"
_UNITS_PER_DEG = 1_000
_PRIOR = 7.0
"""Of the rivers of the table: above any town."""
_PRIOR_OTHERS = 4.5
_ONE_COUNTRY = 0.85
"""Share of its course from which a river is taken to lie in a country."""
_STEP_DEG = 0.2


@dataclass(frozen=True, slots=True)
class Course:
    name: str
    line: BaseGeometry


def courses() -> list[Course]:
    """Natural Earth's rivers; several may bear one name."""
    with np.load(FOLDER / "rivers.npz", allow_pickle=False) as arrays:
        rows = json_rows(arrays["rows"].tobytes())
        coordinates = np.cumsum(arrays["steps"], axis=1).T / _UNITS_PER_DEG
        lines = shapely.from_ragged_array(
            shapely.GeometryType.MULTILINESTRING,
            np.ascontiguousarray(coordinates),
            (arrays["ends"], arrays["wholes"]),
        )
    return [Course(row["name"], line) for row, line in zip(rows, lines.tolist(), strict=True)]


def entries(units: Mapping[str, BaseGeometry]) -> Iterator[Entry]:
    """`units` are outlines by ISO code; those of two letters tell the countries a river runs through."""
    known = courses()
    by_name: dict[str, list[Course]] = {}
    for course in known:
        by_name.setdefault(course.name, []).append(course)
    lands = {code: outline for code, outline in units.items() if len(code) == 2}
    codes, tree = list(lands), shapely.STRtree(list(lands.values()))
    used: set[str] = set()
    for row in table("rivers.tsv"):
        line = _told(row, by_name, used)
        yield _entry(row["id"], row["name"], line, _PRIOR, _names(row), _country(line, codes, tree))
    counts: Counter[str] = Counter()
    for course in known:
        if course.name in used or not (spoken := _spoken(course.name)):
            continue
        key = fold(spoken[0]).replace(" ", "-")
        counts[key] += 1
        names = {form: Use.MAIN | Use.TEXT for name in spoken for form in _called_river(name)}
        place_id = f"{key}-{counts[key]}" if counts[key] > 1 else key
        country = _country(course.line, codes, tree)
        yield _entry(f"ne-{place_id}", spoken[0], course.line, _PRIOR_OTHERS, names, country)


def _told(row: dict[str, str], by_name: Mapping[str, list[Course]], used: set[str]) -> BaseGeometry:
    parts = []
    for said in several(row["natural_earth"]):
        name, _, at = said.partition("@")
        if name not in by_name:
            raise UnreadableSource(f"rivers.tsv: {row['id']}: no river {name!r} in rivers.npz")
        found = by_name[name]
        if at:
            point = Point(*map(float, at.split(",")))
            found = [min(found, key=lambda course: float(course.line.distance(point)))]
        else:
            used.add(name)
        parts += [course.line for course in found]
    return shapely.line_merge(shapely.union_all(parts))


def _names(row: dict[str, str]) -> dict[str, int]:
    names: dict[str, int] = {}
    for said in [row["name"], *several(row["names"])]:
        name = said.removeprefix("~")
        for form in _called_river(name):
            names.setdefault(form, Use.MAIN | Use.TEXT)
        is_shared = said.startswith("~") or f"~{name}" in several(row["names"])
        _add_bare(names, name, row["bare"], is_shared=is_shared)
    for said in several(row["arabic"]):
        name = said.removeprefix("~")
        names.setdefault(f"نهر {name}", Use.MAIN | Use.TEXT)
        _add_bare(names, name, row["bare"], is_shared=said.startswith("~"))
    return names


def _add_bare(names: dict[str, int], name: str, bare: str, *, is_shared: bool) -> None:
    is_own = bare == "yes" or (bare == "some" and not is_shared)
    if is_own:
        names.setdefault(name, Use.MAIN | Use.TEXT)


def _called_river(name: str) -> tuple[str, ...]:
    if name.startswith(("Rio ", "Shatt ")) or name.endswith(("River", "Canal", "Channel", " Nile")):
        return (name,)
    return (f"{name} River", f"River {name}")


_LOST = re.compile(r"[?]|[^\x20-\x7e]")


def _spoken(name: str) -> list[str]:
    """ "Hong (Red)" is two names; one whose letters the source has lost is none."""
    outer, _, inner = name.partition("(")
    found = [part.strip(" )") for part in (outer, inner)]
    return [part for part in found if len(part) > 2 and not _LOST.search(part)]


def _country(line: BaseGeometry, codes: Sequence[str], tree: shapely.STRtree) -> str | None:
    steps = max(4, int(line.length / _STEP_DEG))
    points = [line.interpolate(i / steps, normalized=True) for i in range(steps + 1)]
    inside, holder = tree.query(points, predicate="within")
    if not len(inside):
        return None
    code, count = Counter(holder.tolist()).most_common(1)[0]
    return codes[code] if count >= _ONE_COUNTRY * len(points) else None


def _entry(
    key: str,
    name: str,
    line: BaseGeometry,
    prior: float,
    names: dict[str, int],
    country: str | None,
) -> Entry:
    point = representative(line)
    shown = _called_river(name)[0]
    return Entry(
        id=f"river:{key}",
        name=shown,
        kind="region",
        lon=round(point.x, 4),
        lat=round(point.y, 4),
        radius_m=reach_m(line, point),
        source=SOURCE,
        prior=prior,
        names=names,
        country=country,
        geometry=line,
    )
