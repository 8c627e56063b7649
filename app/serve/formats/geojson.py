"""A page of features as GeoJSON.

Finished feature texts in, the bytes of a FeatureCollection out, nothing parsed.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence

MEDIA_TYPE = "application/geo+json"
HEAD = b'{"type":"FeatureCollection","features":['


async def feature_collection(
    batches: AsyncIterator[Sequence[str]], foot: dict[str, object]
) -> AsyncIterator[bytes]:
    """`batches` of feature texts, then the members of `foot`, which may be filled while the batches run."""
    lead = HEAD
    async for batch in batches:
        if batch:
            yield lead + ",".join(batch).encode()
            lead = b","
    if lead is HEAD:
        yield HEAD
    yield b"]," + json.dumps(foot, ensure_ascii=False, separators=(",", ":")).encode()[1:]


def with_members(feature: str, members: dict[str, object]) -> bytes:
    """A feature text with foreign members added at its end."""
    return (
        feature[:-1].encode()
        + b","
        + json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode()[1:]
    )
