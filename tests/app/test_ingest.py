"""Files, pages and lines of JSON: what becomes an article, and what is refused, with its reason."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path

import pytest

from app.errors import UnreadableInput
from app.ingest.article import MAX_CHARS, Given, parsed_date
from app.ingest.files import MAX_BYTES, articles
from app.ingest.page import depth, page
from app.types import Article, Refusal

TODAY = date(2024, 6, 1)
NOTHING = Given()
ENGLISH = "The 3rd Brigade arrived in Tartus on Monday, the ministry of defence said."
ARABIC = "وصلت قوات إضافية إلى القاعدة الجوية غربي العراق، وفق ما أعلنته وزارة الدفاع يوم الاثنين الماضي."


def taken(*paths: Path, given: Given = NOTHING) -> list[Article | Refusal]:
    return list(articles(paths, today=TODAY, given=given))


def one(path: Path, given: Given = NOTHING) -> Article:
    (found,) = taken(path, given=given)
    assert isinstance(found, Article), found
    return found


def refusal(path: Path, given: Given = NOTHING) -> str:
    (found,) = taken(path, given=given)
    assert isinstance(found, Refusal), found
    return found.why


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# --- plain text


def test_a_text_file_is_an_article_as_it_stands(tmp_path: Path) -> None:
    file = written(tmp_path / "a.txt", f"  {ENGLISH}\n\nÌý more\n")
    assert one(file) == Article(text=f"  {ENGLISH}\n\nÌý more\n", source="unknown")


def test_what_the_user_says_goes_with_the_text(tmp_path: Path) -> None:
    given = Given(source="The Wire", published=date(2024, 5, 1), url="https://wire.example/a?b=1")
    found = one(written(tmp_path / "a.txt", ENGLISH), given)
    assert (found.source, found.published, found.url) == (
        "The Wire",
        date(2024, 5, 1),
        "https://wire.example/a?b=1",
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_at_the_beginning_says_the_encoding(tmp_path: Path, encoding: str) -> None:
    assert one(written(tmp_path / "a.txt", ARABIC.encode(encoding))).text == ARABIC


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("windows-1256", ARABIC * 3),
        ("koi8-r", "Министерство обороны сообщило о переброске войск на западную границу страны. " * 4),
        ("windows-1252", "Die Brigade verließ am Montag ihre Stützpunkte östlich von Köln, hieß es. " * 4),
    ],
)
def test_other_encodings_are_found_by_their_letters(tmp_path: Path, encoding: str, text: str) -> None:
    assert one(written(tmp_path / "a.txt", text.encode(encoding))).text == text


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n ", "empty"),
        ("dots.txt", b"... --- 123", "no words"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not text"),
        ("large.txt", b"a" * (MAX_BYTES + 1), "bytes"),
        ("long.txt", b"a" * (MAX_CHARS + 1), "characters"),
        ("lost.txt", ("\ufffd" * 10 + "some words left over").encode(), "could not be decoded"),
        ("control.txt", b"words \x01\x02\x03\x04 in a dump", "could not be decoded"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    assert why in refusal(written(tmp_path / name, content))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.txt") == "no such file"


# --- dates


@pytest.mark.parametrize("day", ["2024-06-03", "1970-01-01", "1066-10-14"])
def test_a_date_that_cannot_be_is_refused(tmp_path: Path, day: str) -> None:
    assert day in refusal(written(tmp_path / "a.txt", ENGLISH), Given(published=date.fromisoformat(day)))


def test_without_a_date_there_is_none_and_not_today(tmp_path: Path) -> None:
    assert one(written(tmp_path / "a.txt", ENGLISH)).published is None


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2023-08-14", date(2023, 8, 14)),
        ("2023-08-14T10:00:00Z", date(2023, 8, 14)),
        ("2023-08-14T23:30:00-05:00", date(2023, 8, 15)),
        ("2023-08-14 10:00", date(2023, 8, 14)),
    ],
)
def test_dates_and_times_give_their_day(given: str, day: date) -> None:
    assert parsed_date(given) == day


@pytest.mark.parametrize("given", ["14/08/2023", "2024-02-30", "yesterday", "1691971200", ""])
def test_other_dates_are_not_guessed_at(given: str) -> None:
    with pytest.raises(UnreadableInput, match="not a date"):
        parsed_date(given)


# --- JSON Lines


def test_each_line_is_an_article_and_a_broken_one_is_refused_with_its_number(tmp_path: Path) -> None:
    row = {
        "id": 7, "title": " A  title\n", "text": ENGLISH, "source": "wire", "published": "2024-05-01",
        "url": "https://wire.example/7", "language": "en-GB", "other": [1],
    }  # fmt: skip
    lines = [
        json.dumps(row).encode(),
        b"",
        b'{"text": ',
        b"[1]",
        b'{"title": "no text"}',
        b'{"text": 5}',
        b'{"text": "words", "published": "2099-01-01"}',
        b'{"text": "words", "url": "javascript:alert(1)"}',
        b'{"text": "\xff"}',
        b"[" * 100_000,
        b'{"text": "words", "id": ' + b"9" * 5000 + b"}",
        b'{"text": "last words"}',
    ]
    first, *refused, last = taken(written(tmp_path / "r.jsonl", b"\n".join(lines)))
    assert first == Article(
        text=ENGLISH,
        source="wire",
        title="A title",
        url="https://wire.example/7",
        external_id="7",
        published=date(2024, 5, 1),
        language="en",
    )
    assert isinstance(last, Article)
    assert last.text == "last words"
    assert all(isinstance(one, Refusal) for one in refused)
    assert [one.where.rpartition(":")[2] for one in refused if isinstance(one, Refusal)] == [
        str(number) for number in range(3, 12)
    ]


def test_what_the_user_says_goes_before_what_the_line_says(tmp_path: Path) -> None:
    file = written(
        tmp_path / "r.jsonl", json.dumps({"text": ENGLISH, "source": "a", "published": "2024-01-01"})
    )
    found = one(file, Given(source="b", published=date(2024, 2, 2)))
    assert (found.source, found.published) == ("b", date(2024, 2, 2))


def test_a_line_over_the_limit_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    long = json.dumps({"text": "a" * (2 * MAX_BYTES)})
    refused, read = taken(written(tmp_path / "r.jsonl", f'{long}\n{{"text": "words"}}\n'))
    assert isinstance(refused, Refusal)
    assert refused.where.endswith(":1")
    assert isinstance(read, Article)


# --- folders


def test_a_folder_is_read_in_the_order_of_names_and_what_is_no_report_is_named(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    written(tmp_path / "b.txt", "b words")
    written(tmp_path / "a.txt", "a words")
    written(tmp_path / "deep" / "c.txt", "c words")
    written(tmp_path / ".hidden.txt", "hidden")
    written(tmp_path / "z.zip", "PK")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "deep" / "up").symlink_to(tmp_path)
    found = taken(tmp_path)
    assert [one.text for one in found if isinstance(one, Article)] == ["a words", "b words", "c words"]
    assert [Path(one.where).name for one in found if isinstance(one, Refusal)] == ["z.zip"]


# --- pages


PAGE = """<!doctype html><html lang="ar-IQ"><head><title>Convoys seen near the border</title>
<meta property="article:published_time" content="{published}">
<meta property="og:site_name" content="Border Post">
<link rel="canonical" href="https://post.example/convoys">
<script>document.write("evil()")</script></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Convoys seen near the border</h1>
<p onclick="evil()">Three convoys of the army were seen near the border on Monday, residents of two
villages said.</p>
<p>A spokesman of the ministry <a href="javascript:evil()">told</a> the Post that the movement was routine
and that
the brigade would return to its barracks before the end of the week.</p>
<svg onload="evil()"></svg><iframe src="//evil.example"></iframe><img src=x onerror="evil()">
</article><footer>All rights reserved</footer></body></html>"""


def test_a_page_gives_its_text_and_what_it_says_of_itself(tmp_path: Path) -> None:
    found = one(written(tmp_path / "p.html", PAGE.format(published="2024-05-06T08:00:00+03:00")))
    assert found.title == "Convoys seen near the border"
    assert found.published == date(2024, 5, 6)
    assert found.source == "Border Post"
    assert found.url == "https://post.example/convoys"
    assert found.language == "ar"
    assert "Three convoys of the army were seen near the border on Monday" in found.text


def test_nothing_that_could_run_is_left_of_a_page(tmp_path: Path) -> None:
    text = one(written(tmp_path / "p.html", PAGE.format(published="2024-05-06"))).text
    assert "evil" not in text
    assert "<" not in text


def test_a_date_that_the_page_cannot_mean_leaves_it_undated(tmp_path: Path) -> None:
    assert one(written(tmp_path / "p.html", PAGE.format(published="2031-01-01"))).published is None


def test_a_page_is_known_by_its_beginning_whatever_its_name(tmp_path: Path) -> None:
    assert one(written(tmp_path / "p", PAGE.format(published="2024-05-06"))).title is not None


def test_a_page_without_an_article_is_refused(tmp_path: Path) -> None:
    assert "no article" in refusal(written(tmp_path / "p.html", "<html><body><img src=x></body></html>"))


def test_a_page_nested_too_deep_is_refused_at_once() -> None:
    began = time.perf_counter()
    with pytest.raises(UnreadableInput, match="deep"):
        page("<html><body>" + "<div>" * 200_000 + "words", today=TODAY, given=NOTHING)
    assert time.perf_counter() - began < 2


def test_elements_that_need_no_end_are_not_counted_as_deep() -> None:
    assert depth("<ul>" + "<li>one<p>two<br>" * 5000 + "</ul>") == 1
    assert depth("<div><b></b></div><div><i><u>x</u></i></div>") == 3


@pytest.mark.parametrize("text", ["a" * 900_000, "(" * 900_000 + " words", "< " * 400_000 + "words"])
def test_odd_texts_take_no_long_time(tmp_path: Path, text: str) -> None:
    began = time.perf_counter()
    taken(
        written(tmp_path / "a.html", f"<html><body><p>{text}</p></body></html>"),
        written(tmp_path / "a.txt", text),
    )
    assert time.perf_counter() - began < 10
