"""What makes a text an article: it has words, a size that can be read, and a date that can be true."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from app.errors import UnreadableInput
from app.types import Article

MAX_CHARS = 1_000_000
"""A book has fewer. What is longer is a dump, not a report."""
MAX_TITLE = 500
FIRST_YEAR = 1900
UNSET_CLOCK = date(1970, 1, 1)
"""Day zero of Unix clocks: what a page shows whose date was lost."""
UNKNOWN_SOURCE = "unknown"
_UNREADABLE_SHARE = 0.02
"""Of characters that no decoding gave a meaning: above it a text is damaged beyond reading."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of an input. It goes before what the input says of itself; None says nothing."""

    source: str | None = None
    published: date | None = None
    url: str | None = None


def article(
    text: str,
    *,
    today: date,
    given: Given,
    title: str | None = None,
    source: str | None = None,
    published: date | None = None,
    url: str | None = None,
    external_id: str | None = None,
    language: str | None = None,
) -> Article:
    """The article. Raises UnreadableInput with the reason why it is none."""
    _check_text(text)
    address = given.url or url
    return Article(
        text=text,
        source=given.source or _line(source) or UNKNOWN_SOURCE,
        title=_line(title),
        url=web_address(address) if address else None,
        external_id=_line(external_id),
        published=plausible(given.published or published, today=today),
        language=_primary(language),
    )


def plausible(published: date | None, *, today: date) -> date | None:
    """The date, if a report can be of that day. A day of grace ahead: it is tomorrow already in the east."""
    if published is None:
        return None
    if published > today + timedelta(days=1):
        raise UnreadableInput(f"published {published}: that lies ahead")
    if published == UNSET_CLOCK or published.year < FIRST_YEAR:
        raise UnreadableInput(f"published {published}: no such date can be meant")
    return published


def parsed_date(value: str) -> date:
    """The day of an ISO 8601 date or time; a time with its zone gives the day in UTC."""
    value = value.strip()
    try:
        if len(value) == len("2023-08-14"):
            return date.fromisoformat(value)
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise UnreadableInput(f"published {value[:60]!r}: not a date as YYYY-MM-DD") from None
    return moment.astimezone(UTC).date() if moment.tzinfo else moment.date()


def web_address(value: str) -> str:
    try:
        parts = urlsplit(value.strip())
    except ValueError:
        raise UnreadableInput(f"url {value[:100]!r}: no address") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UnreadableInput(f"url {value[:100]!r}: not an http or https address")
    return parts.geturl()


def _check_text(text: str) -> None:
    if len(text) > MAX_CHARS:
        raise UnreadableInput(f"{len(text):,} characters, {MAX_CHARS:,} can be read")
    if not any(character.isalpha() for character in text):
        raise UnreadableInput("no words in it")
    unreadable = sum(map(text.count, ("\ufffd", "\x00")))
    unreadable += sum(
        unicodedata.category(character) == "Cc" for character in text if character not in "\n\r\t\f"
    )
    if unreadable > _UNREADABLE_SHARE * len(text):
        raise UnreadableInput(f"{unreadable} of {len(text)} characters could not be decoded")


def _line(value: str | None) -> str | None:
    """One line of it, or None where nothing is left."""
    return re.sub(r"\s+", " ", value).strip()[:MAX_TITLE] or None if value else None


def _primary(language: str | None) -> str | None:
    """`ar` of `ar-IQ`; None where it is no language code."""
    match = re.match(r"([A-Za-z]{2,3})(?:[-_]|$)", language or "")
    return match[1].lower() if match else None
