"""A web page to its article: the text alone, nothing that could run, and what the page says of itself."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

import trafilatura
from trafilatura.settings import Document

from app.errors import UnreadableInput
from app.ingest.article import Given, article, parsed_date, plausible, web_address
from app.types import Article

MAX_DEPTH = 400
"""Of elements in one another. Parsers take quadratic time over deeper ones, and no honest page has them."""

# Elements without content, and those whose end tag may be left out: the parser closes them by itself.
_NEVER_DEEP = frozenset(
    """area base br col embed hr img input link meta source track wbr html head body p li dt dd tr td th thead
    tbody tfoot option optgroup colgroup""".split()  # noqa: SIM905
)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,40})")
_LANGUAGE = re.compile(r"""<html\b[^>]{0,2000}?\blang\s*=\s*["']?([A-Za-z-]{2,20})""", re.IGNORECASE)


def page(html: str, *, today: date, given: Given) -> Article:
    """The article of a page. Raises UnreadableInput."""
    if depth(html) > MAX_DEPTH:
        raise UnreadableInput(f"elements nested more than {MAX_DEPTH} deep")
    found = trafilatura.bare_extraction(
        html,
        url=given.url,
        with_metadata=True,
        include_comments=False,
        # Only a date that the page declares. A search through all its words finds that of the next article.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if not isinstance(found, Document) or not (found.text or "").strip():
        raise UnreadableInput("no article found in the page")
    language = _LANGUAGE.search(html)
    url = _address(found.url)
    return article(
        found.text or "",
        today=today,
        given=given,
        title=found.title,
        source=found.sitename or (urlsplit(url).hostname if url else None),
        published=_date(found.date, today=today),
        url=url,
        language=language[1] if language else None,
    )


def depth(html: str) -> int:
    """How deep elements lie in one another, at the deepest. A scan of the tags, in linear time."""
    deepest = current = 0
    for match in _TAG.finditer(html):
        if match[2].lower() in _NEVER_DEEP:
            continue
        current = max(0, current - 1) if match[1] else current + 1
        deepest = max(deepest, current)
    return deepest


def _date(value: str | None, *, today: date) -> date | None:
    """The date the page declares. None where it cannot be true: the report is then undated, not of today."""
    if not value:
        return None
    try:
        return plausible(parsed_date(value), today=today)
    except UnreadableInput:
        return None


def _address(value: str | None) -> str | None:
    try:
        return web_address(value) if value else None
    except UnreadableInput:
        return None
