"""The command line: `posturemap`. Options are read here and settings made; the work is done elsewhere.

What a command needs is imported inside it, so that `--help` and short commands start at once.
Standard output carries results only; progress, notes and errors go to standard error.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, NoReturn

import typer

from app.errors import DatabaseUnavailable, PosturemapError
from app.packs_cli import add_cli, correct, packs, remove

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from sqlalchemy import Engine

    from app.config import Settings
    from app.intake import Taken
    from geo.gazetteer import Gazetteer
    from geo.types import Claim, Reading

cli = typer.Typer(
    name="posturemap",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads news reports and maps what they say about military posture over time.",
)
sample_cli = typer.Typer(no_args_is_help=True, help="The composed reports that show what the map can do.")
gazetteer_cli = typer.Typer(no_args_is_help=True, help="The places that names are looked up in.")
db_cli = typer.Typer(no_args_is_help=True, help="The database: start, stop, migrate, look.")
quarantine_cli = typer.Typer(no_args_is_help=True, help="Reports that could not be read, and why.")
gazetteer_cli.add_typer(add_cli, name="add")
gazetteer_cli.command("correct")(correct)
gazetteer_cli.command("packs")(packs)
gazetteer_cli.command("remove")(remove)
for name, group in {
    "sample": sample_cli,
    "gazetteer": gazetteer_cli,
    "db": db_cli,
    "quarantine": quarantine_cli,
}.items():
    cli.add_typer(group, name=name)


class Format(StrEnum):
    table = "table"
    json = "json"
    geojson = "geojson"


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is not a date as YYYY-MM-DD") from None


def _country(value: str) -> str:
    from app.errors import BadParameter
    from app.serve.params import country

    try:
        return country("country", value)
    except BadParameter as error:
        raise typer.BadParameter(str(error)) from None


def _point(value: str) -> tuple[float, float]:
    from app.errors import BadParameter
    from app.serve.params import point

    try:
        return point("near", value)
    except BadParameter as error:
        raise typer.BadParameter(str(error), param_hint="--near") from None


Published = Annotated[
    date | None,
    typer.Option(parser=_day, metavar="YYYY-MM-DD", help="Day of publication; dates in the text lean on it."),
]
Host = Annotated[str | None, typer.Option(help="Address to listen on.", show_default="127.0.0.1")]
Port = Annotated[int | None, typer.Option(help="Port to listen on.", show_default="8000")]
QueueOnly = Annotated[bool, typer.Option("--queue-only", help="Only store; a running worker will read.")]
WithParent = Annotated[
    bool, typer.Option("--with-parent", hidden=True, help="End when standard input is closed.")
]


def main() -> None:
    """Entry point. A known error is one line on standard error and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        # Half a surrogate pair cannot be UTF-8; written as an escape it is still right JSON.
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8", errors="backslashreplace")
    try:
        cli()
    except PosturemapError as error:
        _fail(str(error))
    except BrokenPipeError:
        sys.stderr.close()  # who reads has gone; Python would complain of it at its end
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        from geo.errors import GeoError

        if not isinstance(error, GeoError):
            raise
        _fail(str(error))


@cli.command()
def up(
    host: Host = None,
    port: Port = None,
    no_sample: Annotated[bool, typer.Option("--no-sample", help="Leave an empty database empty.")] = False,
) -> None:
    """Set everything up and serve the map: database, gazetteer, sample, server, worker.

    Ctrl-C stops all of it.

    **Examples**

        posturemap up
        posturemap up --port 9000 --no-sample
    """
    from app.up import up as start_all

    start_all(_settings(host=host, port=port), with_sample=not no_sample)


@cli.command()
def read(
    file: Annotated[str, typer.Argument(help="A text or page; - is standard input.")] = "-",
    published: Published = None,
    title: Annotated[str | None, typer.Option(help="The headline, if it is not in the text.")] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="Form of the answer.")] = Format.table,
    home: Annotated[
        str | None,
        typer.Option(metavar="XX", help="Where the publisher is at home: a country's code or a place's id."),
    ] = None,
    reader: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who reads the claims.", show_default="rules"),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Tell of each claim how it was read, and what was left out.")
    ] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="A JSON object a line, in and out.")] = False,
    toponyms_only: Annotated[
        bool, typer.Option("--toponyms-only", help="With --jsonl: places only, or only those of `mentions`.")
    ] = False,
) -> None:
    """Read a text and print what it says. Nothing is stored, no database is needed.

    Of several places of one name, those where the publisher is at --home are the likelier. A --reader other
    than our rules comes with an installed package.

    With --jsonl, each line in is an object with `id`, `text` and optionally `title`, `published`, `language`,
    `home`; each line out has `id`, `toponyms` and `deployments`, with offsets into the text as given. With
    --toponyms-only it is `doc`, `text`, optionally `mentions` in, and `doc`, `mentions` out: every place
    named, states and capitals that act ("Moscow denied", "US troops") too, as corpora of place names
    count them.

    **Examples**

        posturemap read article.txt --published 2023-08-14
        posturemap read article.txt --explain
        posturemap read - --format geojson < article.txt
        posturemap read --jsonl < passages.jsonl > answers.jsonl
    """
    if toponyms_only and not jsonl:
        raise typer.BadParameter("goes with --jsonl", param_hint="--toponyms-only")
    if explain and (jsonl or format is Format.geojson):
        raise typer.BadParameter("goes with --format table or json", param_hint="--explain")
    settings = _reading(claim_reader=reader)
    if jsonl:
        _read_lines(settings, file, toponyms_only=toponyms_only, home=home)
        return
    _show(settings, file, published=published, title=title, home=home, format=format, explain=explain)


@cli.command()
def ingest(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Texts, pages, JSON Lines, folders of them.")
    ],
    source: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    published: Published = None,
    url: Annotated[str | None, typer.Option(help="Where it was published; for a single text.")] = None,
    queue_only: QueueOnly = False,
) -> None:
    """Store reports and read them, so that they are on the map.

    A line of JSON Lines has `text` and any of `id`, `title`, `source`, `published`, `url`, `language`.
    Options go before what the input says of itself. What is known already is passed over.

    **Examples**

        posturemap ingest article.txt --source "Example Wire" --published 2023-08-14
        posturemap ingest reports.jsonl pages/
    """
    from app import intake
    from app.ingest.article import Given
    from app.ingest.files import JSON_LINES, articles
    from app.progress import count

    if url and (len(paths) > 1 or paths[0].is_dir() or paths[0].suffix.lower() in JSON_LINES):
        raise typer.BadParameter("one address is for one text", param_hint="--url")
    settings = _settings() if queue_only else _reading()
    _logs("warning")
    with _store(settings) as engine:
        given = Given(source=source, published=published, url=url)
        with count("Storing") as show:
            found = articles(paths, today=datetime.now(UTC).date(), given=given)
            taken = intake.take(engine, found, progress=lambda done: show(f"{done} texts", done, None))
        for refusal in taken.refusals:
            _note(f"refused {refusal.where}: {refusal.why}")
        _finish_taking(settings, engine, taken, queue_only=queue_only)


@cli.command()
def work(with_parent: WithParent = False) -> None:
    """Read queued reports as they come, until stopped. Any number of workers may run.

    **Example**

        posturemap work
    """
    from threading import Event

    from app import work as stage
    from app.stopping import on_parents_end, on_signals

    settings = _reading()
    _logs(settings.log_level)
    stop = Event()
    on_signals(stop.set)
    if with_parent:
        on_parents_end(stop.set)
    with _store(settings, start=not with_parent) as engine:
        stage.run(engine, _gazetteer(settings), stop=stop, claim_reader=settings.claim_reader)


@cli.command()
def serve(host: Host = None, port: Port = None, with_parent: WithParent = False) -> None:
    """Serve the map and the API, without a worker.

    **Example**

        posturemap serve --port 9000
    """
    from app.server import run

    settings = _reading(host=host, port=port)
    _logs(settings.log_level)
    with _store(settings, start=not with_parent):
        run(settings, with_parent=with_parent)


@cli.command()
def rebuild(
    reread: Annotated[bool, typer.Option("--reread", help="Read all reports anew first.")] = False,
) -> None:
    """Derive all deployments anew from the claims.

    **Examples**

        posturemap rebuild
        posturemap rebuild --reread
    """
    from app import work as stage
    from app.progress import count

    settings = _reading() if reread else _settings()
    _logs("warning")
    with _store(settings) as engine, count("Rebuilding") as show:
        changed = stage.rebuild(
            engine,
            _gazetteer(settings) if reread else None,
            claim_reader=settings.claim_reader,
            progress=lambda what, done, total: show(f"{done} of {total} {what}", done, total),
        )
    print(f"{changed} rows of deployments changed")


@sample_cli.command("load")
def sample_load(queue_only: QueueOnly = False) -> None:
    """Store the sample and read it."""
    from app import intake

    settings = _settings() if queue_only else _reading()
    _logs("warning")
    with _store(settings) as engine:
        taken = intake.take_sample(engine)
        _finish_taking(settings, engine, taken, queue_only=queue_only)


@sample_cli.command("remove")
def sample_remove() -> None:
    """Take the sample out again, with all that was derived from it."""
    from app import intake

    with _store(_settings()) as engine:
        intake.remove_sample(engine)
    print("sample removed")


@gazetteer_cli.command("build")
def gazetteer_build() -> None:
    """Build the gazetteer anew, whether or not it is current."""
    from app.prepare import build_gazetteer

    settings = _settings()
    build_gazetteer(settings.gazetteer_path)
    print(f"gazetteer built at {settings.gazetteer_path}")


@gazetteer_cli.command("info")
def gazetteer_info() -> None:
    """What the gazetteer was built from."""
    from dataclasses import asdict

    from geo.gazetteer import Gazetteer

    path = _settings().gazetteer_path
    found = Gazetteer.open(path)
    current = "yes" if Gazetteer.is_current(path) else "no, it is built anew when needed"
    print(f"path: {path}\ncurrent: {current}")
    for field, value in asdict(found.meta).items():
        print(f"{field}: {value if not isinstance(value, dict) else len(value)}")


@gazetteer_cli.command("lookup")
def gazetteer_lookup(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    near: Annotated[
        str | None, typer.Option(metavar="LON,LAT", help="Raise places near it, as the search box does.")
    ] = None,
    country: Annotated[
        str | None, typer.Option(parser=_country, metavar="XX", help="Only there: ISO 3166-1 alpha-2.")
    ] = None,
    text: Annotated[
        str | None,
        typer.Option("--in", "--text", metavar="TEXT", help="Decide as for a report that says this."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Places at most.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """The places of a name, the most likely first, and why: each with its score and what it is made of.

    A score is about the decimal logarithm of a population. With --in, the name is resolved as in a report:
    the other words of the text are weighed too, and where they do not suffice there is no place.

    **Examples**

        posturemap gazetteer lookup "عين الأسد"
        posturemap gazetteer lookup Tripoli --near 35.8,34.4
        posturemap gazetteer lookup Tripoli --in "Troops left Tripoli for Zgharta in northern Lebanon."
    """
    from app import lookup
    from app.show import console

    gazetteer = _gazetteer(_settings())
    if text is not None:
        if near or country:
            raise typer.BadParameter("goes with neither --near nor --country", param_hint="--in")
        told: lookup.Explained = lookup.in_text(gazetteer, name, text)
    else:
        told = lookup.by_name(
            gazetteer, name, near=_point(near) if near else None, country=country, limit=limit
        )
    if as_json:
        import json

        print(json.dumps(told.document(), ensure_ascii=False, indent=2))
    else:
        told.show(console())
    if not told.is_found:
        _fail(told.why_not)


@gazetteer_cli.command("check")
def gazetteer_check(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A table of sites; without, ours.")
    ] = None,
    but: Annotated[
        list[str] | None, typer.Option("--except", metavar="ID", help="A row you have looked at. Repeatable.")
    ] = None,
) -> None:
    """Find sites in the wrong country, on the wrong side of a coast, told twice, or badly told.

    FILE is tab-separated with the columns of `geo/data/sites.tsv`, or GeoJSON with properties of those names.

    **Example**

        posturemap gazetteer check my-sites.geojson --except pier-7
    """
    from rich.table import Table
    from rich.text import Text

    from app.show import console
    from geo.data.tables import table
    from geo.gazetteer.check import KNOWN, faults
    from geo.gazetteer.sources.site_rows import site_rows

    rows = table("sites.tsv") if file is None else site_rows(file)
    known = frozenset(but or ()) | (KNOWN if file is None else frozenset())
    found = faults(rows, _gazetteer(_settings()), known=known)
    if not found:
        print(f"{len(rows):,} sites, no fault found")
        return
    told = Table()
    for head in ("site", "fault", "what was found"):
        told.add_column(head)
    for fault in found:
        told.add_row(*map(Text, (fault.site, fault.kind, fault.told)))
    console().print(told)
    _fail(f"{len(found):,} faults in {len(rows):,} sites")


@db_cli.command("start")
def db_start() -> None:
    """Start the embedded database and leave it running."""
    from app.db.engine import cluster

    settings = _embedded_only()
    print("started" if cluster(settings).start() else "runs already")


@db_cli.command("stop")
def db_stop() -> None:
    """Stop the embedded database."""
    from app.db.engine import cluster

    settings = _embedded_only()
    print("stopped" if cluster(settings).stop() else "did not run")


@db_cli.command("migrate")
def db_migrate() -> None:
    """Bring the database to the schema this program needs."""
    from app.db.engine import database, write_engine
    from app.db.schema import migrate

    settings = _settings()
    with database(settings):
        engine = write_engine(settings)
        print(f"schema at {migrate(engine).current}")
        engine.dispose()


@db_cli.command("status")
def db_status() -> None:
    """Where the database is, whether it runs, what it holds."""
    from app.db import reports
    from app.db.engine import cluster, database_url, write_engine
    from app.db.schema import schema_state

    settings = _settings()
    print(f"database: {database_url(settings).render_as_string()}")
    if settings.is_embedded:
        status = cluster(settings).status()
        print(f"directory: {status.directory}\nlog: {status.log}")
        print(f"version: {status.version or 'not made yet'}")
        print(f"running: {f'yes, process {status.pid}' if status.running else 'no'}")
        if not status.running:
            return
    engine = write_engine(settings)
    with engine.connect() as conn:
        state = schema_state(conn)
        print(f"schema: {state.current or 'none'}" + ("" if state.is_current else f", needed {state.head}"))
        if state.is_current:
            counts = reports.counts(conn)
            print(f"reports: {counts.reports}\nqueued: {counts.queued}\nquarantined: {counts.quarantined}")
    engine.dispose()


@quarantine_cli.command("list")
def quarantine_list() -> None:
    """The reports that could not be read, newest first: edition, attempts, title or address, cause."""
    from app.db import reports

    with _store(_settings()) as engine, engine.connect() as conn:
        for one in reports.quarantined(conn):
            title, cause = (" ".join(text.split()) for text in (one.title or one.url or "", one.error))
            print(one.edition_id, one.attempts, title, cause, sep="\t")


@quarantine_cli.command("replay")
def quarantine_replay(
    editions: Annotated[
        list[int] | None, typer.Argument(metavar="[EDITION...]", help="All, if none is named.")
    ] = None,
) -> None:
    """Queue them anew: all, or those named."""
    from app.db import reports
    from app.db.engine import transaction

    with _store(_settings()) as engine, transaction(engine) as conn:
        print(f"{reports.replay(conn, editions or None)} queued anew")


def _read_lines(settings: Settings, file: str, *, toponyms_only: bool, home: str | None) -> None:
    from app.batch import How, read_lines

    how = How(_gazetteer(settings), toponyms_only, settings.claim_reader, home)
    with _opened(file) as lines:
        broken = read_lines(lines, sys.stdout, how)
    if broken:
        _note(f"{broken} lines could not be read")


def _show(
    settings: Settings,
    file: str,
    *,
    published: date | None,
    title: str | None,
    home: str | None,
    format: Format,
    explain: bool,
) -> None:
    from app.ingest.article import Given
    from app.ingest.files import MAX_BYTES, from_bytes

    with _opened(file) as stream:
        content = stream.read(MAX_BYTES + 1)
    given = Given(published=published)
    found = from_bytes(content, name=file, today=datetime.now(UTC).date(), given=given)
    import geo

    gazetteer = _gazetteer(settings)
    reading = geo.read(
        found.text,
        published=found.published,
        gazetteer=gazetteer,
        title=title or found.title,
        claim_reader=settings.claim_reader,
        home=home,
    )
    _print(reading, found.text, format, gazetteer, explain=explain)


def _opened(file: str) -> BinaryIO:
    if file == "-":
        return sys.stdin.buffer
    try:
        return Path(file).open("rb")
    except OSError as error:
        _fail(f"{file}: {error.strerror}")


def _print(reading: Reading, text: str, format: Format, gazetteer: Gazetteer, *, explain: bool) -> None:
    if format is Format.table:
        from app.show import console, explanations, reading_table

        reading_table(reading, console())
        if explain:
            explanations(reading, text, gazetteer, console())
        return
    import json

    if format is Format.geojson:
        from app.serve.features import reading_geojson

        print(json.dumps(reading_geojson(reading, gazetteer), ensure_ascii=False))
        return
    from app.serve.formats.passages import passage

    row = _explained(reading, text, gazetteer) if explain else passage(None, text, reading)
    print(json.dumps(row, ensure_ascii=False, indent=2))


def _explained(reading: Reading, text: str, gazetteer: Gazetteer) -> dict[str, object]:
    from app.explain import explained, skipped_document
    from app.serve.formats.passages import passage

    def document(claim: Claim) -> dict[str, object]:
        return {"explained": explained(claim, reading, text, gazetteer).document(text, gazetteer)}

    return {**passage(None, text, reading, document), "skipped": skipped_document(reading, text)}


def _finish_taking(settings: Settings, engine: Engine, taken: Taken, *, queue_only: bool) -> None:
    """Reads what was stored, and says what became of all of it. Exit code 1 where nothing came of any."""
    from app.progress import count
    from app.work import drain

    said = [f"{len(taken.editions)} stored", f"{taken.known} known already", f"{len(taken.refusals)} refused"]
    if taken.editions and not queue_only:
        total = len(taken.editions)
        try:
            with count("Reading") as show:
                outcome = drain(
                    engine,
                    _gazetteer(settings),
                    taken.editions,
                    claim_reader=settings.claim_reader,
                    progress=lambda left: show(f"{total - left} of {total} texts", total - left, total),
                )
        except DatabaseUnavailable as error:
            raise DatabaseUnavailable(
                f"{error}. All {total} texts are stored; `posturemap work` reads what is left of them"
            ) from error
        for edition, cause in outcome.failed:
            _note(f"not read: edition {edition}: {cause}")
        said.append(f"{outcome.read} read")
        if outcome.waiting:
            said.append(f"{outcome.waiting} left to other workers")
    print(", ".join(said))
    if taken.refusals and not taken.editions and not taken.known:
        raise typer.Exit(1)


def _settings(**given: object) -> Settings:
    from app.config import load

    return load(**given)


def _reading(**given: object) -> Settings:
    """Settings of a command that reads texts. Raises BadSetting, too, where its claim reader is not there."""
    from app.prepare import require_reader

    settings = _settings(**given)
    require_reader(settings)
    return settings


def _embedded_only() -> Settings:
    settings = _settings()
    if not settings.is_embedded:
        _fail("POSTUREMAP_DATABASE_URL is set: that database is started and stopped where it belongs")
    return settings


def _store(settings: Settings, *, start: bool = True) -> AbstractContextManager[Engine]:
    from app.prepare import store

    return store(settings, start=start)


def _gazetteer(settings: Settings) -> Gazetteer:
    from app.prepare import gazetteer

    return gazetteer(settings.gazetteer_path, settings.corrections_path)


def _logs(level: str) -> None:
    from app.prepare import logs

    logs(level)


def _note(line: str) -> None:
    print(f"posturemap: {line}", file=sys.stderr)


def _fail(line: str) -> NoReturn:
    _note(line)
    sys.exit(1)


if __name__ == "__main__":
    main()
