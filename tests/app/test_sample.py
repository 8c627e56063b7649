"""The sample is what it says it is: composed, marked, spread over months, told by several outlets."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from urllib.parse import urlsplit

import pytest

from app.sample import articles, sources
from app.types import Article

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
