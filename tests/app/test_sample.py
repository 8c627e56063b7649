"""The sample is what it says it is: composed, marked, spread over months, told by several outlets."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

import pytest
from sqlalchemy import NullPool, create_engine, text

from app import intake, work
from app.db.embedded import Cluster
from app.sample import articles, sources
from app.types import Article, Status
from geo.gazetteer import Gazetteer
from tests.conftest import clone

MARK = {
    "en": "Composed sample report: the outlet, the people and the events are invented.",
    "ar": "خبر نموذجي مؤلف: الجهة الناشرة والأشخاص والأحداث من نسج الخيال.",
}
TODAY = date(2026, 11, 23)


def body(article: Article) -> str:
    return article.text.split("\n\n", 1)[1]


def is_reserved(url: str) -> bool:
    """True for names that RFC 2606 and RFC 6761 keep out of the real world."""
    host = urlsplit(url).hostname or ""
    return host.endswith((".example", ".example.org")) or host == "example.org"


def test_six_outlets_of_six_classes_and_six_grades() -> None:
    outlets = sources()

    assert len({source.id for source in outlets}) == 6
    assert {source.source_class for source in outlets} == {
        "wire",
        "think tank",
        "official",
        "paper",
        "state",
        "party",
    }
    assert {source.reliability for source in outlets} == set("ABCDEF")


def test_every_outlet_is_marked_and_lives_at_a_reserved_address() -> None:
    for source in sources():
        assert source.sample
        assert "(sample)" in source.name
        assert source.homepage is not None
        assert is_reserved(source.homepage)


@pytest.mark.parametrize("article", articles(), ids=lambda article: str(article.external_id))
def test_every_report_is_marked(article: Article) -> None:
    assert article.sample
    assert str(article.external_id).startswith("sample-")
    assert article.text.startswith(MARK[str(article.language)])
    assert article.url is not None
    assert is_reserved(article.url)


def test_every_outlet_publishes_in_its_own_language() -> None:
    outlets = {source.id: source for source in sources()}

    assert {article.source for article in articles()} == set(outlets)
    for article in articles():
        assert article.language == outlets[article.source].language


def test_about_sixty_short_reports_over_eight_months() -> None:
    reports = articles()
    days = [article.published for article in reports if article.published is not None]

    assert len(days) == len(reports)
    assert 55 <= len(reports) <= 75
    assert {(day.year, day.month) for day in days} == {(2026, month) for month in range(3, 11)}
    assert days == sorted(days)
    assert max(days) < TODAY


def test_ten_reports_or_more_are_in_arabic_and_written_in_it() -> None:
    arabic = [article for article in articles() if article.language == "ar"]

    assert len(arabic) >= 10
    for article in arabic:
        letters = [c for c in article.text if c.isalpha()]
        assert sum("\u0600" <= c <= "\u06ff" for c in letters) == len(letters)


def test_reports_have_forty_to_a_hundred_and_eighty_words() -> None:
    for article in articles():
        assert 40 <= len(body(article).split()) <= 180, article.external_id


def test_one_report_has_a_second_edition_and_all_others_have_one() -> None:
    editions = Counter(article.url for article in articles())
    again = [article for article in articles() if editions[article.url] > 1]

    assert len(again) == 2
    assert again[0].text != again[1].text
    assert again[0].source == again[1].source


def test_one_report_is_a_reprint_by_another_outlet() -> None:
    def sentences(article: Article) -> set[str]:
        return set(re.split(r"(?<=\.)\s+", body(article).removeprefix("(Meridian Wire) ")))

    reprints = {
        (first.external_id, second.external_id)
        for first in articles()
        for second in articles()
        if first.source != second.source and sentences(second) < sentences(first)
    }

    assert reprints == {("sample-north-syria-1", "sample-north-syria-2")}


@dataclass(frozen=True, slots=True)
class Shown:
    """A deployment that the map shows once the sample is loaded."""

    status: str
    sample: bool
    lines: frozenset[str]
    """Story lines whose reports are its evidence."""


@pytest.fixture(scope="module")
def shown(cluster: Cluster, template: str, gazetteer: Gazetteer) -> tuple[Shown, ...]:
    """All deployments, after the sample went the whole way into a database of its own."""
    line_of = {article.url: line(article) for article in articles()}
    with clone(cluster, template) as url:
        engine = create_engine(url, poolclass=NullPool)
        editions = intake.take_sample(engine).editions
        outcome = work.drain(engine, gazetteer, editions)
        assert outcome == work.Outcome(read=len(editions), waiting=0, failed=())
        with engine.connect() as conn:
            rows = conn.execute(text(EVIDENCE)).all()
        engine.dispose()
    return tuple(
        Shown(row.status, row.sample, frozenset(line_of[address] for address in row.urls)) for row in rows
    )


STORIES = Path(str(files("app.sample"))) / "README.md"

EVIDENCE = """
SELECT d.status, d.sample, array_agg(r.url) AS urls
FROM deployment AS d
JOIN deployment_claim AS l ON l.row_id = d.row_id
JOIN claim AS c ON c.id = l.claim_id
JOIN edition AS e ON e.id = c.edition_id
JOIN report AS r ON r.id = e.report_id
WHERE upper_inf(d.recorded)
GROUP BY d.row_id
"""


def line(article: Article) -> str:
    """`sample-red-sea-1` is the first report of the line `red-sea`."""
    return str(article.external_id).removeprefix("sample-").rsplit("-", 1)[0]


def test_loaded_it_shows_a_deployment_in_every_status_but_retracted(shown: tuple[Shown, ...]) -> None:
    # Nobody in the sample takes a report back.
    assert {deployment.status for deployment in shown} == set(get_args(Status)) - {"retracted"}


def test_every_deployment_of_the_sample_is_marked(shown: tuple[Shown, ...]) -> None:
    assert shown
    assert all(deployment.sample for deployment in shown)


def test_story_lines_show_the_status_they_were_composed_for(shown: tuple[Shown, ...]) -> None:
    wrong = [
        f"{' '.join(sorted(lines))}: {' or '.join(sorted(statuses))}"
        for lines, statuses in stories()
        if not any(d.lines & lines and d.status in statuses for d in shown)
    ]
    assert not wrong, "; ".join(wrong)


def test_every_report_belongs_to_a_story_line_of_the_readme() -> None:
    assert {line(article) for article in articles()} == {name for lines, _ in stories() for name in lines}


def stories() -> list[tuple[frozenset[str], frozenset[str]]]:
    """Names of lines, and the statuses that are right for them, a row of the README's table each."""
    table = STORIES.read_text(encoding="utf-8").split("\n| --- | --- | --- | --- | --- | --- | --- |\n", 1)[1]
    rows = [row.split("|") for row in table.split("\n\n", 1)[0].splitlines()]
    return [
        (
            frozenset(re.sub(r"-\d$", "", name) for name in re.findall(r"`([^`]+)`", row[1])),
            frozenset(row[3].strip().split(" or ")),
        )
        for row in rows
    ]
