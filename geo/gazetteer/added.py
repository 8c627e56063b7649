"""Where the packs stand that were added to a gazetteer, in which order, and opening them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from geo.errors import GazetteerDamaged
from geo.gazetteer.layout import Meta
from geo.gazetteer.names import fold_anew, skeleton, squash
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
    packs = [_opened(path) for path in sorted(found)]
    return sorted(packs, key=lambda pack: (pack.meta.added or 0, pack.path.name))


def folding() -> str:
    """Changes when names are folded otherwise: keys made before would not be found any more.

    Of what the folds make of all letters they know and of names of the kinds they were written for.
    """
    letters = [chr(code) for low, high in _LETTERS for code in range(low, high)]
    keys = [fold_anew(f"a{letter}b") for letter in letters]
    keys += [key for name in _NAMES for key in (fold_anew(name), skeleton(name), squash(fold_anew(name)))]
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()


_LETTERS = ((0x21, 0x250), (0x2B0, 0x300), (0x386, 0x400), (0x400, 0x460), (0x5D0, 0x5EB), (0x600, 0x700))
_NAMES = (
    "ain al asad", "ayn ul assad", "deir ezzor", "dayr az zawr", "tel abyad", "tall abyad", "abou kamal",
    "al hasakah", "qamishli", "kamechliye", "jabal al druze", "djebel chambi", "oued ed dahab", "umm qasr",
    "عين الأسد", "دير الزور", "البو كمال", "الحسكة", "القامشلي", "تل أبيض", "رأس العين", "شؤون", "Łódź",
    "Đà Nẵng", "Ħamrun", "Šiauliai", "Kütahya", "Ḩamāh", "Al-Ḥasakah", "Ma‘arrat", "كرمانشاه", "کرمانشاه",
)  # fmt: skip


def _opened(path: Path) -> Pack:
    command = _mend(path)
    pack = Pack.open(path, mended_by=command)
    if pack.meta.fingerprint != folding():
        raise GazetteerDamaged(
            f"the pack {path.name} at {path} was made by a version that folds names "
            f"otherwise; run `{command}`"
        )
    return pack


def _mend(path: Path) -> str:
    """The command that makes the pack anew; where its record is gone, the one that takes it out."""
    try:
        command = Meta.read(path).command
    except (OSError, ValueError, TypeError):
        command = None
    return command or f"posturemap gazetteer remove {path.name}"
