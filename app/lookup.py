"""`posturemap gazetteer lookup`: the places of a name and why they stand in that order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.serve.features import candidate_json
from geo.gazetteer import Completed, Gazetteer
from geo.gazetteer.beginnings import nearness
from geo.gazetteer.explain import Explained as Candidate
from geo.gazetteer.explain import Part, explain
from geo.gazetteer.names import fold
from geo.toponyms.evidence import distance_km
from geo.types import NonPlace, Place, Toponym

_SUGGESTED = 5


class Explained(Protocol):
    @property
    def is_found(self) -> bool: ...

    @property
    def why_not(self) -> str:
        """In one line, why there is no place."""

    def document(self) -> dict[str, Any]: ...

    def show(self, out: Console) -> None: ...


@dataclass(frozen=True, slots=True)
class ByName:
    name: str
    candidates: tuple[Candidate, ...]
    left_out: tuple[tuple[Candidate, str], ...]
    suggested: tuple[Completed, ...]

    @property
    def is_found(self) -> bool:
        return bool(self.candidates)

    @property
    def why_not(self) -> str:
        if self.left_out:
            return f"no place of the name {self.name!r} there"
        alike = ", ".join(f"{found.name} ({found.place.id})" for found in self.suggested)
        return f"no place of the name {self.name!r}" + (f"; names like it: {alike}" if alike else "")

    def document(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "candidates": [_candidate(c) for c in self.candidates],
            "left_out": [_candidate(c) | {"why": why} for c, why in self.left_out],
            "suggested": [{**_place(s.place), "matched": s.name, "match": s.how} for s in self.suggested],
        }

    def show(self, out: Console) -> None:
        if self.candidates:
            table = Table()
            for head in ("score", "id", "name", "kind", "country", "lon", "lat", "± km"):
                table.add_column(head)
            table.add_column("because", overflow="fold", ratio=1)
            for one in self.candidates:
                because = "\n".join(f"{part.score:+.2f} {part.why}" for part in one.parts)
                table.add_row(f"{one.score:.2f}", *_cells(one.place), Text(because))
            out.print(table)
        for one, why in self.left_out[:_SUGGESTED]:
            out.print(Text(f"left out: {one.place.name} ({one.place.id}), {one.score:.2f}: {why}"))
        if len(self.left_out) > _SUGGESTED:
            out.print(f"left out: {len(self.left_out) - _SUGGESTED} more")


def by_name(
    gazetteer: Gazetteer,
    name: str,
    *,
    near: tuple[float, float] | None = None,
    country: str | None = None,
    limit: int = 10,
) -> ByName:
    every = explain(gazetteer, name)
    if near is not None:
        every = tuple(sorted((_nearer(one, near) for one in every), key=lambda one: -one.score))
    there = [one for one in every if country is None or one.place.country == country]
    elsewhere = [one for one in every if country is not None and one.place.country != country]
    left_out = [(one, f"stands after the {limit} asked for") for one in there[limit:]]
    left_out += [(one, f"lies in {one.place.country or 'no country'}, not in {country}") for one in elsewhere]
    suggested = () if every else gazetteer.complete(name, limit=_SUGGESTED, near=near, country=country)
    return ByName(name, tuple(there[:limit]), tuple(left_out), suggested)


def _nearer(one: Candidate, near: tuple[float, float]) -> Candidate:
    apart_km = distance_km(one.place, _at(near))
    part = Part(nearness(apart_km), f"{apart_km:,.0f} km from the point given")
    return Candidate(one.place, one.score + part.score, one.name, (*one.parts, part))


def _at(point: tuple[float, float]) -> Place:
    lon, lat = point
    return Place(id="", name="", kind="other", lon=lon, lat=lat, radius_m=0.0, source="")


@dataclass(frozen=True, slots=True)
class InText:
    name: str
    text: str
    gazetteer: Gazetteer
    toponyms: tuple[Toponym, ...]
    non_places: tuple[NonPlace, ...]

    @property
    def is_found(self) -> bool:
        return any(toponym.place for toponym in self.toponyms)

    @property
    def why_not(self) -> str:
        for toponym in self.toponyms:
            return f"{toponym.text!r} is left unplaced: {toponym.why_unplaced}"
        for other in self.non_places:
            return f"{other.text!r} is no place in this text: it is read as {_NON_PLACES[other.why]}"
        return f"{self.name!r} is not read as a place in this text"

    def document(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "text": self.text,
            "toponyms": [self._toponym(t) for t in self.toponyms],
            "non_places": [
                {"start": n.span.start, "end": n.span.end, "text": n.text, "why": n.why}
                for n in self.non_places
            ],
        }

    def _toponym(self, toponym: Toponym) -> dict[str, Any]:
        return {
            "start": toponym.span.start,
            "end": toponym.span.end,
            "text": toponym.text,
            "place_id": toponym.place.id if toponym.place else None,
            "confidence": toponym.confidence,
            "why_unplaced": toponym.why_unplaced,
            "candidates": [candidate_json(c, self.gazetteer) for c in toponym.candidates],
        }

    def show(self, out: Console) -> None:
        for toponym in self.toponyms:
            place = toponym.place
            decision = f"{place.name} ({place.id})" if place else f"unplaced: {toponym.why_unplaced}"
            title = f"{toponym.text!r} -> {decision}, confidence {toponym.confidence:.2f}"
            out.print(Text(title, style="bold"))
            table = Table()
            for head in ("score", "id", "name", "kind", "country", "lon", "lat", "± km"):
                table.add_column(head)
            table.add_column("because", overflow="fold", ratio=1)
            for candidate in toponym.candidates:
                cells = _cells(self.gazetteer.by_id(candidate.place_id))
                table.add_row(f"{candidate.score:.2f}", *cells, Text("\n".join(candidate.reasons)))
            if toponym.candidates:
                out.print(table)


_NON_PLACES = {
    "demonym": "the name of a people or state",
    "org": "part of the name of a body",
    "person": "part of the name of a person",
    "metonym": "a state that acts",
}


def in_text(gazetteer: Gazetteer, name: str, text: str) -> InText:
    """What the reading of the text makes of the name; all it makes of names that hold it."""
    import geo

    reading = geo.read(text, gazetteer=gazetteer)
    key = fold(name)
    return InText(
        name,
        text,
        gazetteer,
        tuple(t for t in reading.toponyms if key in fold(t.text)),
        tuple(n for n in reading.non_places if key in fold(n.text)),
    )


def _cells(place: Place) -> tuple[Text, ...]:
    cells = (place.id, place.name, place.kind, place.country or "", f"{place.lon:.4f}", f"{place.lat:.4f}")
    return tuple(map(Text, (*cells, f"{place.radius_m / 1000:.0f}")))


def _place(place: Place) -> dict[str, Any]:
    names = ("id", "name", "kind", "country", "admin", "lon", "lat", "radius_m", "population", "source")
    return {name: getattr(place, name) for name in names}


def _candidate(one: Candidate) -> dict[str, Any]:
    parts = [{"score": round(part.score, 3), "why": part.why} for part in one.parts]
    return _place(one.place) | {"matched": one.name, "score": round(one.score, 3), "parts": parts}
