"""Annotated texts under POSTUREMAP_SHARED, read and judged by the scorers that lie beside them.

The texts are for measuring only: nothing of them is kept.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

import geo
from app.batch import named
from app.ingest.article import parsed_date
from app.languages import readable
from app.serve.formats.passages import in_document, passage
from geo.gazetteer import Gazetteer
from geo.text.segment import document
from geo.toponyms import resolve_given, toponyms
from geo.types import Document, Span, Toponym

CORPORA = ("geovirus", "idrisi-ar", "re3d")
PASSAGES = ("posture-dev", "posture-dev-composed")
RIGHT_KM = 161

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """A place the annotators marked."""

    language: str
    country: str | None
    """Where the truth lies; None at sea."""
    is_found: bool
    is_right: bool
    """Found and placed near enough: within 161 km, or within the radius of the passages."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A name the reader took for a place."""

    is_placed: bool
    is_right: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class Outcome:
    passages: dict[str, Row]
    """The scorer's summary a set of passages."""
    found: dict[str, Row]
    with_demonyms: dict[str, Row]
    given: dict[str, Row]
    """The scorer's summaries a corpus."""
    judged: dict[str, list[Judged]]
    mapped: dict[str, list[Mapped]]


class Corpora:
    """Those in a folder of shared material."""

    def __init__(self, shared: Path) -> None:
        self.gold = shared / "gold"
        self.folder = shared / "bench" / "geoparse"

    def outcome(self, gazetteer: Gazetteer) -> Outcome:
        made = Outcome({}, {}, {}, {}, {}, {})
        for name in PASSAGES:
            self._read_passages(name, gazetteer, made)
        for name in CORPORA:
            self._read_corpus(name, gazetteer, made)
        return made

    def documents(self, corpus: str) -> list[dict[str, Any]]:
        return _rows(self.folder / "data" / f"{corpus}.jsonl")

    @cached_property
    def scorer(self) -> ModuleType:
        if str(self.folder) not in sys.path:
            sys.path.append(str(self.folder))  # it imports its neighbour
        return _module("geoparse_score", self.folder / "score.py")

    def _read_passages(self, name: str, gazetteer: Gazetteer, made: Outcome) -> None:
        scorer = _module("passages_score", self.gold / "score.py")
        rows: list[Row] = []
        judged: list[Judged] = []
        mapped: list[Mapped] = []
        for row in _rows(self.gold / f"{name}.jsonl"):
            reading = geo.read(
                row["text"],
                published=parsed_date(row["published"]) if row.get("published") else None,
                title=row.get("title"),
                language=readable(row["language"]),
                gazetteer=gazetteer,
            )
            answer = passage(row["id"], row["text"], reading)
            scored = scorer.score_toponyms(row, answer, row["text"])
            deployed = scorer.score_deployments(row, answer, row["text"])
            rows.append({"must": row["deployments"], "t": scored, "d": deployed})
            found = [_mention(t.span, t) for t in reading.toponyms]
            gold = [{**mark, "right_km": mark["radius_km"]} for mark in row["toponyms"]]
            loose = row.get("ambiguous") or []
            self._judge(row["language"], gold, loose, found, gazetteer, judged, mapped)
        made.passages[name] = scorer.summarise(rows)
        made.judged[name] = judged
        made.mapped[f"{name}, found"] = mapped

    def _read_corpus(self, corpus: str, gazetteer: Gazetteer, made: Outcome) -> None:
        texts = self.documents(corpus)
        found: dict[str, list[Row]] = {}
        demonyms: dict[str, list[Row]] = {}
        given: dict[str, list[Row]] = {}
        judged: list[Judged] = []
        mapped: list[Mapped] = []
        placed: list[Mapped] = []
        for row in texts:
            doc = document(row["text"])
            found[row["doc"]] = [_mention(span, t) for span, t in named(doc, gazetteer)]
            demonyms[row["doc"]] = found[row["doc"]] + _demonyms(doc, gazetteer)
            linked = [mark for mark in row["mentions"] if mark["linked"]]
            loose = [mark for mark in row["mentions"] if not mark["linked"]]
            given[row["doc"]] = _given(doc, linked, gazetteer)
            gold = [{**mark, "right_km": RIGHT_KM} for mark in linked if mark["lat"] is not None]
            language = "ar" if corpus.endswith("-ar") else "en"
            if gold:
                self._judge(language, gold, loose, found[row["doc"]], gazetteer, judged, mapped)
                self._judge(language, gold, loose, given[row["doc"]], gazetteer, [], placed)
        score = self.scorer.score
        made.found[corpus] = score(texts, found)
        made.with_demonyms[corpus] = score(texts, demonyms)
        made.given[corpus] = score(texts, given, True)
        if judged:
            made.judged[corpus] = judged
            made.mapped[f"{corpus}, found"] = mapped
            made.mapped[f"{corpus}, given"] = placed

    def _judge(
        self,
        language: str,
        gold: Sequence[Row],
        loose: Sequence[Row],
        answered: Sequence[Row],
        gazetteer: Gazetteer,
        judged: list[Judged],
        mapped: list[Mapped],
    ) -> None:
        """Adds what became of each mark, and of each answer; what the annotators left open is no error."""
        pairs = self.scorer.overlap_pairs(gold, answered)
        right = {i: self._is_right(gold[i], answered[j]) for i, j in pairs.items()}
        judged += (
            Judged(language, _country(gazetteer, mark["lon"], mark["lat"]), i in pairs, right.get(i, False))
            for i, mark in enumerate(gold)
        )
        by_answer = {j: right[i] for i, j in pairs.items()}
        for j, one in enumerate(answered):
            is_open = any(one["start"] < mark["end"] and mark["start"] < one["end"] for mark in loose)
            if j in by_answer or not is_open:
                mapped.append(Mapped(one["lon"] is not None, by_answer.get(j, False), one["confidence"]))

    def _is_right(self, mark: Row, one: Row) -> bool:
        if one["lon"] is None:
            return False
        away_km = self.scorer.haversine(mark["lat"], mark["lon"], one["lat"], one["lon"])
        return bool(away_km <= mark["right_km"])


def _demonyms(doc: Document, gazetteer: Gazetteer) -> list[Row]:
    """The adjectives, at their countries."""
    _, others = toponyms(doc, gazetteer)
    taken = {doc.given(span) for span in (o.span for o in others if o.why == "demonym")}
    taken -= {span for span, _ in named(doc, gazetteer)}
    rows: list[Row] = []
    for other in others:
        span = doc.given(other.span)
        if other.why == "demonym" and other.country and span in taken and f"ne:{other.country}" in gazetteer:
            place = gazetteer.by_id(f"ne:{other.country}")
            point = {"lon": place.lon, "lat": place.lat, "confidence": 1.0}
            rows.append({"start": span.start, "end": span.end, **point})
    return rows


def _given(doc: Document, marks: Sequence[Row], gazetteer: Gazetteer) -> list[Row]:
    spans = [Span(mark["start"], mark["end"]) for mark in marks]
    resolved = resolve_given(doc, [in_document(doc, span) for span in spans], gazetteer)
    return [_mention(span, t) for span, t in zip(spans, resolved, strict=True)]


def _mention(span: Span, toponym: Toponym) -> Row:
    where = toponym.footprint or toponym.place
    lon, lat = (where.lon, where.lat) if where else (None, None)
    return {"start": span.start, "end": span.end, "lon": lon, "lat": lat, "confidence": toponym.confidence}


@cache
def _country(gazetteer: Gazetteer, lon: float, lat: float) -> str | None:
    return gazetteer.country_at(lon, lat)


def _rows(file: Path) -> list[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _module(name: str, file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"no module at {file}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
