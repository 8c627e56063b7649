"""Files and folders to articles: plain text, HTML, and JSON Lines with a report a line.

What gives no article gives a `Refusal` that says where and why; one bad line does not stop the file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from app.errors import UnreadableInput
from app.ingest.article import Given, article, parsed_date
from app.ingest.decode import decoded, is_binary
from app.types import Article, Refusal

MAX_BYTES = 5_000_000
"""Of one text, one page or one line."""

TEXT = (".txt", ".text", ".md")
HTML = (".html", ".htm", ".xhtml")
JSON_LINES = (".jsonl", ".ndjson")


def articles(paths: Iterable[Path], *, today: date, given: Given) -> Iterator[Article | Refusal]:
    """The articles in the files, folders opened in the order of names. Read as one goes, not beforehand."""
    for path in paths:
        if not path.is_dir():
            yield from in_file(path, today=today, given=given)
            continue
        for file in _inside(path):
            if file.suffix.lower() in TEXT + HTML + JSON_LINES:
                yield from in_file(file, today=today, given=given)
            else:
                yield Refusal(str(file), f"{file.suffix or 'no ending'}: not a kind of file that is read")


def in_file(path: Path, *, today: date, given: Given) -> Iterator[Article | Refusal]:
    try:
        if path.suffix.lower() in JSON_LINES:
            yield from _lines(path, today=today, given=given)
        else:
            yield _whole(path, today=today, given=given)
    except OSError as error:
        yield Refusal(str(path), error.strerror or str(error))


def _inside(folder: Path) -> Iterator[Path]:
    """The files of a folder and those below it. Hidden ones and links are passed over."""
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        if entry.is_dir():
            yield from _inside(entry)
        elif entry.is_file():
            yield entry


def _whole(path: Path, *, today: date, given: Given) -> Article | Refusal:
    if not path.is_file():
        return Refusal(str(path), "no such file" if not path.exists() else "not a file")
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    return _or_refusal(lambda: from_bytes(content, name=path.name, today=today, given=given), where=str(path))


def from_bytes(content: bytes, *, name: str, today: date, given: Given) -> Article:
    """The article of a whole text or page. Raises UnreadableInput."""
    if len(content) > MAX_BYTES:
        raise UnreadableInput(f"over {MAX_BYTES:,} bytes")
    if not content.strip():
        raise UnreadableInput("empty")
    if is_binary(content):
        raise UnreadableInput("not text")
    text, _ = decoded(content)
    if _is_html(name, text):
        from app.ingest.page import page  # its libraries take half a second to load, and few texts are pages

        return page(text, today=today, given=given)
    return article(text, today=today, given=given)


def _is_html(name: str, text: str) -> bool:
    begin = text[:1000].lstrip("\ufeff \t\r\n").lower()
    return name.lower().endswith(HTML) or begin.startswith(("<!doctype html", "<html"))


def _lines(path: Path, *, today: date, given: Given) -> Iterator[Article | Refusal]:
    with path.open("rb") as file:
        for number, line in enumerate(_bounded(file.readline), start=1):
            if line is not None and not line.strip():
                continue
            where = f"{path}:{number}"
            yield _or_refusal(lambda line=line: _record(line, today=today, given=given), where=where)  # type: ignore[misc]


def _bounded(readline: Callable[[int], bytes]) -> Iterator[bytes | None]:
    """The lines of a file; None for one that is too long, the rest of which is passed over."""
    while line := readline(MAX_BYTES + 1):
        if len(line) <= MAX_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = readline(MAX_BYTES)
        yield None


def _record(line: bytes | None, *, today: date, given: Given) -> Article:
    if line is None:
        raise UnreadableInput(f"over {MAX_BYTES:,} bytes")
    row = parsed_object(line)
    text = row.get("text")
    if not isinstance(text, str):
        raise UnreadableInput("`text` is missing" if text is None else "`text` is not a text")
    published = _word(row, "published")
    return article(
        text,
        today=today,
        given=given,
        title=_word(row, "title"),
        source=_word(row, "source"),
        published=parsed_date(published) if published else None,
        url=_word(row, "url"),
        external_id=_word(row, "id"),
        language=_word(row, "language"),
    )


def parsed_object(line: bytes) -> Mapping[str, Any]:
    """The JSON object of one line. Raises UnreadableInput."""
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"not UTF-8 at byte {error.start}") from None
    except json.JSONDecodeError as error:
        raise UnreadableInput(f"not JSON: {error.msg} at character {error.pos}") from None
    except (RecursionError, ValueError):  # ValueError: an integer of thousands of digits
        raise UnreadableInput("JSON nested too deeply, or with a number too long") from None
    if not isinstance(row, dict):
        raise UnreadableInput("not a JSON object")
    return row


def _word(row: Mapping[str, Any], name: str) -> str | None:
    """A field that may be missing. Numbers serve as ids."""
    value = row.get(name)
    if value is None or isinstance(value, str):
        return value
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise UnreadableInput(f"`{name}` is not a text")


def _or_refusal(read: Callable[[], Article], *, where: str) -> Article | Refusal:
    try:
        return read()
    except UnreadableInput as error:
        return Refusal(where, str(error))
