"""Reports and their editions: stored once, read once, never lost. The edition's row is the job of reading it.

`save` stores and queues; `take_next` hands one edition to a worker and holds it for the worker's transaction;
`finish` or `fail` ends the attempt. A worker that dies ends its transaction, which frees the edition by
itself.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from app.db import tables
from app.db.revisions import raise_revision
from app.types import Article, QueueItem

MAX_ATTEMPTS = 5
LEASE = timedelta(seconds=5)
"""From taking an edition to holding its row; after the death of a worker, how long nobody takes it."""
BACK_OFF = (timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10))
KEY_LIMIT = 500
"""Characters of a URL in a key: an entry of an index must stay under 2,700 bytes."""
ERROR_LIMIT = 2_000

UNKNOWN_SOURCE = "unknown"
DIED = "the worker died while it read this text"

# Parameters that say how a reader came to a page, not which page it is.
TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid"
    r"|mkt_tok|_hsenc|_hsmi|_ga|_gl|oly_anon_id|oly_enc_id|vero_id|ref_src|ref_url|cmpid|ocid|smid|spm|s_cid",
    re.IGNORECASE,
)
DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Counts:
    reports: int
    queued: int
    done: int
    quarantined: int
    next_at: datetime | None
    """When the earliest queued edition may be taken; None when nothing is queued."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """An edition that could not be read, and why."""

    edition_id: int
    report_id: int
    source_id: str
    title: str | None
    url: str | None
    attempts: int
    error: str
    received_at: datetime


def save(conn: Connection, article: Article) -> int | None:
    """Store the article and queue it. Its edition's id, or None if this text is known at this address.

    A changed text at a known address is a new edition; older ones that still wait will not be read.
    Any number may save the same article at once: one gets the id. Commit after each article: transactions
    that save several in different orders can block each other.
    """
    body = storable(article.text)
    digest = text_hash(body)
    url = canonical_url(article.url)
    source_id = _keep_source(conn, article)
    report_id = _keep_report(
        conn,
        key=_key(url=url, source_id=source_id, external_id=article.external_id, digest=digest),
        source_id=source_id,
        url=url,
        sample=article.sample,
    )
    edition_id: int | None = conn.scalar(
        insert_or(tables.edition)
        .values(
            report_id=report_id,
            hash=digest,
            title=_storable_or_none(article.title),
            text=body,
            language=_storable_or_none(article.language),
            published=article.published,
        )
        .on_conflict_do_nothing(index_elements=["report_id", "hash"])
        .returning(tables.edition.c.id)
    )
    if edition_id is not None:
        _pass_over_older(conn, report_id=report_id, edition_id=edition_id)
    return edition_id


def take_next(conn: Connection) -> QueueItem | None:
    """The edition that waits longest, its row locked until the transaction of `conn` ends, or None.

    The attempt is counted in a transaction of its own, on another connection, before the text is handed out:
    a text that kills its worker is counted too, and rests in quarantine after MAX_ATTEMPTS.
    """
    while True:
        counted = _count_attempt(conn)
        if counted is None:
            return None
        edition_id, attempts = counted
        edition = tables.edition.c
        row = conn.execute(
            select(
                edition.id,
                edition.report_id,
                edition.text,
                edition.title,
                edition.published,
                edition.received_at,
                edition.language,
                edition.attempts,
                tables.source.c.country,
            )
            .join_from(tables.edition, tables.report, tables.report.c.id == edition.report_id)
            .join(tables.source, tables.source.c.id == tables.report.c.source_id)
            .where(edition.id == edition_id, edition.state == "queued", edition.attempts == attempts)
            # Waits: one that looks for work may hold the row for a moment, to find that it is taken.
            .with_for_update(of=tables.edition)
        ).one_or_none()
        if row is not None:
            return QueueItem(
                edition_id=row.id,
                report_id=row.report_id,
                text=row.text,
                title=row.title,
                published=row.published,
                received_at=row.received_at,
                language=row.language,
                home=row.country,
                attempts=row.attempts,
            )


def finish(conn: Connection, edition_id: int, reader_version: str) -> None:
    """The edition is read. In the transaction that stored its claims, so that both or neither is so."""
    conn.execute(
        update(tables.edition)
        .where(tables.edition.c.id == edition_id)
        .values(state="done", error=None, reader_version=reader_version, read_at=func.clock_timestamp())
    )
    raise_revision(conn, what="report", subject=str(edition_id))


def fail(conn: Connection, edition_id: int, error: str, *, final: bool = False) -> None:
    """The attempt failed: try again later, or quarantine with the cause after MAX_ATTEMPTS.

    Called after the transaction of the attempt was rolled back, in one of its own. `final` quarantines at
    once: for a cause that another attempt cannot cure.
    """
    edition = tables.edition.c
    attempts = conn.scalar(
        select(edition.attempts).where(edition.id == edition_id, edition.state == "queued").with_for_update()
    )
    if attempts is None:
        return
    told = storable(error)[:ERROR_LIMIT]
    if final or attempts >= MAX_ATTEMPTS:
        change: dict[str, object] = {"state": "quarantined", "error": told}
    else:
        wait = BACK_OFF[max(attempts, 1) - 1]
        change = {"error": told, "not_before": func.clock_timestamp() + wait}
    conn.execute(update(tables.edition).where(edition.id == edition_id).values(change))


def counts(conn: Connection) -> Counts:
    edition = tables.edition.c
    by_state = {
        state: (number, next_at)
        for state, number, next_at in conn.execute(
            select(edition.state, func.count(), func.min(edition.not_before)).group_by(edition.state)
        )
    }
    return Counts(
        reports=conn.scalar(select(func.count()).select_from(tables.report)) or 0,
        queued=by_state.get("queued", (0, None))[0],
        done=by_state.get("done", (0, None))[0],
        quarantined=by_state.get("quarantined", (0, None))[0],
        next_at=by_state.get("queued", (0, None))[1],
    )


def quarantined(conn: Connection, *, limit: int = 1000) -> tuple[Quarantined, ...]:
    """The editions that could not be read, newest first."""
    edition, report = tables.edition.c, tables.report.c
    found = conn.execute(
        select(
            edition.id,
            edition.report_id,
            report.source_id,
            edition.title,
            report.url,
            edition.attempts,
            edition.error,
            edition.received_at,
        )
        .join_from(tables.edition, tables.report)
        .where(edition.state == "quarantined")
        .order_by(edition.id.desc())
        .limit(limit)
    )
    return tuple(Quarantined(*row) for row in found)


def replay(conn: Connection, edition_ids: Collection[int] | None = None) -> int:
    """Queue quarantined editions anew, all of them or those named. How many they are."""
    edition = tables.edition.c
    chosen = edition.state == "quarantined"
    if edition_ids is not None:
        chosen &= edition.id.in_(edition_ids)
    return conn.execute(update(tables.edition).where(chosen).values(_as_new())).rowcount


def requeue_all(conn: Connection) -> int:
    """Queue the newest edition of every report, for reading it all again. How many they are."""
    newest = select(func.max(tables.edition.c.id)).group_by(tables.edition.c.report_id)
    return conn.execute(
        update(tables.edition).where(tables.edition.c.id.in_(newest)).values(_as_new())
    ).rowcount


def storable(value: str) -> str:
    """The text without what PostgreSQL cannot hold: NUL and surrogates that stand alone."""
    return re.sub("[\x00\ud800-\udfff]", "", value)


def text_hash(value: str) -> str:
    """SHA-256 of the text, white space folded: a text set in other lines is the same text."""
    return hashlib.sha256(" ".join(value.split()).encode()).hexdigest()


def canonical_url(url: str | None) -> str | None:
    """The address without what differs from one sighting of a page to the next. None if it is no web address.

    Case of scheme and host, default port, fragment, tracking parameters, order of parameters.
    """
    if url is None:
        return None
    try:
        parts = urlsplit(storable(url).strip())
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else _ascii_host(parts.hostname)
    if port not in (None, DEFAULT_PORTS[parts.scheme]):
        host = f"{host}:{port}"
    told = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not TRACKING.fullmatch(name)
    )
    # A fragment names a part of a page, but for pages that are built in the browser: `#!/story/17`.
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._") or "/"
    return SplitResult(parts.scheme, host, path, urlencode(told), fragment).geturl()


def slug(name: str) -> str:
    """Id of a source from its name as somebody wrote it: `Al-Furat TV` is `al-furat-tv`."""
    return "-".join(re.findall(r"\w+", storable(name).casefold())) or UNKNOWN_SOURCE


def _ascii_host(host: str) -> str:
    try:
        return host.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host.lower()


def _storable_or_none(value: str | None) -> str | None:
    return storable(value).strip() or None if value is not None else None


def _key(*, url: str | None, source_id: str, external_id: str | None, digest: str) -> str:
    """What makes a report the same report: its address, else the publisher's id for it, else its words.

    Words of two publishers are two reports: the second is a reprint, which fusion counts as one origin.
    """
    if url is not None:
        address = url.partition("://")[2]  # the same page over http and https
        return f"url:{_short(address)}"
    if external := _storable_or_none(external_id):
        return f"id:{source_id}:{_short(external)}"
    return f"text:{source_id}:{digest}"


def _short(value: str) -> str:
    return value if len(value) <= KEY_LIMIT else hashlib.sha256(value.encode()).hexdigest()


def _keep_source(conn: Connection, article: Article) -> str:
    """The row of the publisher, made with reliability F (cannot be judged) where it is not known."""
    source_id = slug(article.source)[:KEY_LIMIT]
    known = select(tables.source.c.id).where(tables.source.c.id == source_id)
    if conn.scalar(known) is None:
        conn.execute(
            insert_or(tables.source)
            .values(id=source_id, name=storable(article.source).strip() or source_id, sample=article.sample)
            .on_conflict_do_nothing()
        )
    return source_id


def _keep_report(conn: Connection, *, key: str, source_id: str, url: str | None, sample: bool) -> int:
    known = select(tables.report.c.id).where(tables.report.c.key == key)
    report_id: int | None = conn.scalar(known) or conn.scalar(
        insert_or(tables.report)
        .values(key=key, source_id=source_id, url=url, sample=sample)
        .on_conflict_do_nothing(index_elements=["key"])
        .returning(tables.report.c.id)
    )
    # Nothing returned: another was faster, and has committed, for the insert waited for it.
    return report_id if report_id is not None else conn.execute(known).scalar_one()


def _pass_over_older(conn: Connection, *, report_id: int, edition_id: int) -> None:
    """Older editions that still wait are out of date. One that is being read is left to its worker:
    `claims.replace` sees that there is a newer one."""
    edition = tables.edition.c
    waiting = (
        select(edition.id)
        .where(edition.report_id == report_id, edition.id < edition_id, edition.state != "done")
        .with_for_update(skip_locked=True)
    )
    conn.execute(
        update(tables.edition)
        .where(edition.id.in_(waiting))
        .values(state="done", error=f"out of date: edition {edition_id} came before it was read")
    )


def _count_attempt(conn: Connection) -> tuple[int, int] | None:
    """Raise the attempts of the next edition that is due, committed at once. Its id and attempts.

    Those whose last attempt ended without a word are quarantined on the way.
    """
    with conn.engine.begin() as apart:
        while True:
            edition = tables.edition.c
            due = (
                select(edition.id, edition.attempts)
                .where(edition.state == "queued", edition.not_before <= func.now())
                .order_by(edition.not_before, edition.id)
                .limit(1)
                .with_for_update(skip_locked=True)
            )
            row = apart.execute(due).one_or_none()
            if row is None:
                return None
            this = update(tables.edition).where(edition.id == row.id)
            if row.attempts < MAX_ATTEMPTS:
                lease = func.clock_timestamp() + LEASE * (row.attempts + 1)
                apart.execute(this.values(attempts=edition.attempts + 1, not_before=lease))
                return row.id, row.attempts + 1
            cause = func.concat_ws("; before that: ", DIED, edition.error)
            apart.execute(this.values(state="quarantined", error=cause))


def _as_new() -> dict[str, object]:
    return {"state": "queued", "attempts": 0, "error": None, "not_before": func.now()}
