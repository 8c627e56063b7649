"""`posturemap gazetteer add`, `packs` and `remove`: what a user adds to the default gazetteer."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from geo.gazetteer.adding import Source
    from geo.gazetteer.layout import Meta
    from geo.gazetteer.tally import Tally
    from geo.gazetteer.write import Progress

    Opened = Callable[[Path, Tally, Progress], Source]

add_cli = typer.Typer(
    no_args_is_help=True,
    help="Add places: a pack beside the default gazetteer, taken up at the next start. "
    "One that is added again by the same name is replaced.",
)
AsName = Annotated[str, typer.Option("--as", metavar="NAME", help="Name of the pack.")]
File = Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, readable=True)]


@add_cli.command("geonames")
def add_geonames(
    places: File,
    names: Annotated[
        Path | None,
        typer.Argument(metavar="[NAMES]", exists=True, dir_okay=False, help="alternateNamesV2.zip"),
    ] = None,
    as_name: AsName = "geonames",
) -> None:
    """A dump of GeoNames: allCountries.zip, a country's XX.zip or cities500.zip, or their .txt.

    **Example**

        posturemap gazetteer add geonames allCountries.zip alternateNamesV2.zip
    """

    def opened(folder: Path, tally: Tally, progress: Progress) -> Source:
        from geo.gazetteer.sources.geonames_dump import Alternates, Dump

        Dump(places).check()
        if names is None:
            return Dump(places)
        if not folder.is_dir():
            Alternates.prepare(names, folder, tally, progress)
        return Dump(places, Alternates(folder))

    files = (places,) if names is None else (places, names)
    _add(as_name, "GeoNames", files, {}, opened)


@add_cli.command("naturalearth")
def add_natural_earth(file: File, as_name: AsName = "naturalearth") -> None:
    """A file of Natural Earth, 10m: countries of any point of view, provinces, seas or populated places.

    Give each file its own name: the default pack's countries, provinces and seas are replaced by theirs.

    **Example**

        posturemap gazetteer add naturalearth ne_10m_admin_0_countries_deu.zip --as countries
    """
    from geo.gazetteer.sources.natural_earth import SOURCE, Layer

    def opened(_folder: Path, _tally: Tally, _progress: Progress) -> Source:
        layer = Layer(file)
        layer.check()
        return layer

    _add(as_name, SOURCE, (file,), {}, opened)


@add_cli.command("ourairports")
def add_ourairports(file: File, as_name: AsName = "ourairports") -> None:
    """OurAirports' airports.csv, with closed fields and heliports."""
    from geo.gazetteer.sources.ourairports import SOURCE, Airports

    def opened(_folder: Path, _tally: Tally, _progress: Progress) -> Source:
        airports = Airports(file)
        airports.check()
        return airports

    _add(as_name, SOURCE, (file,), {}, opened)


@add_cli.command("geojson")
def add_geojson(
    file: File,
    as_name: AsName = "own",
    name: Annotated[str, typer.Option(metavar="PROPERTY")] = "name",
    names: Annotated[str, typer.Option(metavar="PROPERTY", help="A list, or text parted by |.")] = "names",
    kind: Annotated[str, typer.Option(metavar="PROPERTY")] = "kind",
    id_: Annotated[str, typer.Option("--id", metavar="PROPERTY")] = "id",
    country: Annotated[str, typer.Option(metavar="PROPERTY", help="ISO 3166-1, two letters.")] = "country",
    radius: Annotated[str, typer.Option(metavar="PROPERTY", help="In metres.")] = "radius_m",
    population: Annotated[str, typer.Option(metavar="PROPERTY")] = "population",
    default_kind: Annotated[str, typer.Option(metavar="KIND", help="Of features that tell none.")] = "other",
) -> None:
    """Own sites: points, lines and areas. The options say which property holds what.

    **Example**

        posturemap gazetteer add geojson depots.geojson --as depots --name label --default-kind facility
    """
    from typing import cast

    from geo.gazetteer.sources.geojson import Sites
    from geo.gazetteer.sources.own import KINDS
    from geo.types import PlaceKind

    if default_kind not in KINDS:
        raise typer.BadParameter(f"{default_kind!r} is none of {', '.join(sorted(KINDS))}")
    told = {
        "name": name,
        "names": names,
        "kind": kind,
        "id": id_,
        "country": country,
        "radius_m": radius,
        "population": population,
    }
    properties = {ours: theirs for ours, theirs in told.items() if ours != theirs}

    def opened(_folder: Path, _tally: Tally, _progress: Progress) -> Source:
        sites = Sites(file, as_name, properties, cast(PlaceKind, default_kind))
        sites.check()
        return sites

    _add(as_name, file.name, (file,), {**properties, "default_kind": default_kind}, opened)


def packs() -> None:
    """What was added to the default gazetteer, in the order in which it goes before it."""
    from geo.gazetteer.added import folder_of_added
    from geo.gazetteer.layout import Meta

    folder = folder_of_added(_path())
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith(".") or not path.is_dir():
            continue
        try:
            _tell(path.name, Meta.read(path))
        except (OSError, ValueError, TypeError):
            print(f"{path.name}: damaged; take it out with: posturemap gazetteer remove {path.name}")


def remove(name: Annotated[str, typer.Argument(metavar="NAME")]) -> None:
    """Take an added pack out again; reports that are read from now on do without it."""
    import shutil

    from geo.gazetteer.added import folder_of_added
    from geo.gazetteer.adding import workshop

    path = folder_of_added(_path()) / name
    unfinished = workshop(_path(), name)
    if not path.is_dir() and not unfinished.is_dir():
        print(f"no pack is called {name!r}; `posturemap gazetteer packs` lists them", file=sys.stderr)
        raise typer.Exit(1)
    for folder in (path, unfinished):
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{name} removed")


def correct(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]", exists=True, dir_okay=False, help="Left out: that in force is told."
        ),
    ] = None,
) -> None:
    """Put a file of corrections in force: places to add, change or drop. It takes effect at the next start.

    A table with a header (.csv, .tsv) or GeoJSON, columns: action (add, change, drop), id, name, names and
    drop_names (parted by |), kind, lon, lat, radius_m, country, population. Rows that cannot be used are
    named and left out.

    **Example**

        posturemap gazetteer correct sites.csv
    """
    import shutil

    from app.config import load, own_corrections
    from app.prepare import require_default
    from geo.gazetteer import Gazetteer
    from geo.gazetteer.corrections import read

    settings = load()
    checked = file or settings.corrections_path
    if checked is None:
        print("no corrections are in force")
        return
    require_default(settings.gazetteer_path)
    found = read(checked, Gazetteer.open(settings.gazetteer_path))
    for line in found.done:
        print(line)
    for line in found.refused:
        print(f"left out: {line}", file=sys.stderr)
    if file is None:
        print(f"in force: {checked}")
        return
    if not found.done:
        print(f"{file}: none of its rows can be used; nothing was changed", file=sys.stderr)
        raise typer.Exit(1)
    if settings.corrections is not None and settings.corrections != file.absolute():
        print(
            f"POSTUREMAP_CORRECTIONS names {settings.corrections}: set it to {file} instead", file=sys.stderr
        )
        raise typer.Exit(1)
    if settings.corrections is None:
        suffix = ".geojson" if file.suffix.lower() in (".geojson", ".json") else file.suffix.lower()
        kept = settings.data_dir / f"corrections{suffix if suffix in ('.tsv', '.geojson') else '.csv'}"
        new = kept.with_name(f".{kept.name}.new")
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, new)
        new.replace(kept)
        for other in own_corrections(settings.data_dir):
            if other != kept:
                other.unlink(missing_ok=True)
        print(f"in force from the next start: {kept}")


def _add(name: str, source: str, files: tuple[Path, ...], options: Mapping[str, Any], opened: Opened) -> None:
    from app.prepare import require_default
    from app.progress import step
    from geo.gazetteer import Gazetteer
    from geo.gazetteer.adding import Order, add
    from geo.gazetteer.pack import Pack

    path = _path()
    require_default(path)
    order = Order(
        name=name,
        source=source,
        files=tuple(file.absolute() for file in files),
        options=dict(options),
        command=shlex.join(["posturemap", *sys.argv[1:]]),
    )
    with step(f"Adding {name}") as show:
        meta = add(Gazetteer.of(path, [Pack.open(path)]), order, opened, show)
    _tell(name, meta)


def _tell(name: str, meta: Meta) -> None:
    tally = meta.tally or {}
    print(f"{name}: {meta.places:,} places with {meta.names:,} names, from {', '.join(meta.sources)}")
    if known := tally.get("known"):
        print(f"  {known:,} more are places of the default gazetteer; their names were given to those")
    for reason, count in tally.get("bad", {}).items():
        named = "; ".join(tally["named"].get(reason, ()))
        print(f"  {count:,} rows left out, {reason}: {named}{' …' if count > 3 else ''}")


def _path() -> Path:
    from app.config import load

    return load().gazetteer_path
