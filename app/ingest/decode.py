"""Bytes to text, whatever the encoding."""

from __future__ import annotations

import codecs

from app.errors import UnreadableInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536
"""Bytes from which an encoding is guessed."""


def is_binary(content: bytes) -> bool:
    """Whether it holds what no text holds. UTF-16 is known by its mark; without one it passes for binary."""
    return _marked(content) is None and b"\x00" in content[:8192]


def decoded(content: bytes) -> tuple[str, str]:
    """The text and the encoding it was in: what its mark says, else UTF-8, else what fits its letters best.

    Raises UnreadableInput where nothing fits.
    """
    encoding = _marked(content) or "utf-8"
    try:
        return content.decode(encoding), encoding
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes  # slow to load and seldom needed

    best = from_bytes(content[:_SAMPLE]).best()
    if best is None:
        raise UnreadableInput("in no encoding that is known")
    return content.decode(best.encoding, errors="replace"), best.encoding


def _marked(content: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
