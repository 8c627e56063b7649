"""Where the packs stand that were added to a gazetteer, in which order, and opening them."""

from __future__ import annotations

from pathlib import Path

from geo.gazetteer.layout import Meta
from geo.gazetteer.pack import Pack


def folder_of_added(default: Path) -> Path:
    """Beside the default pack: a rebuild of that leaves them alone. A folder a pack, by its name."""
    return default.with_name(f"{default.name}.d")


def added_packs(default: Path) -> list[Pack]:
    """In the order they were added. GazetteerDamaged names the one that cannot be used."""
    folder = folder_of_added(default)
    if not folder.is_dir():
        return []
    found = [path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")]
    packs = [Pack.open(path, mended_by=_mend(path)) for path in sorted(found)]
    return sorted(packs, key=lambda pack: (pack.meta.added or 0, pack.path.name))


def _mend(path: Path) -> str:
    """The command that makes the pack anew; where its record is gone, the one that takes it out."""
    try:
        command = Meta.read(path).command
    except (OSError, ValueError, TypeError):
        command = None
    return command or f"posturemap gazetteer remove {path.name}"
