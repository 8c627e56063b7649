"""GET /docs: the definition as one plain page. Own markup, no script, nothing loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from app.serve import problems

STYLE = """
:root{color-scheme:light dark;--line:#8884;--soft:#888}
body{font:16px/1.55 system-ui,sans-serif;max-width:62rem;margin:0 auto;padding:2rem 1rem 6rem}
h2{margin-top:3rem;border-bottom:1px solid var(--line)}
article{margin:1.2rem 0;padding:.8rem 1rem;border:1px solid var(--line);border-radius:.5rem}
article h3{margin:0;font:600 1rem ui-monospace,monospace}
article p{margin:.3rem 0}
table{border-collapse:collapse;width:100%;font-size:.92rem}
td,th{text-align:start;vertical-align:top;padding:.25rem .8rem .25rem 0;border-top:1px solid var(--line)}
code{font:.92em ui-monospace,monospace}
small,th{color:var(--soft);font-weight:500}
"""

LEADS = """
<p><a href="/?f=html">The map</a> · <a href="/?f=json">Landing page</a> ·
<a href="/api">OpenAPI 3.0</a></p>
"""

NOTES = """
<p>An address is all it takes:</p>
<ul>
<li><a href="/collections/deployments/items?limit=5">/collections/deployments/items?limit=5</a></li>
<li><a href="/collections/deployments/items?status=disputed,denied">?status=disputed,denied</a></li>
<li><code>?bbox=38.8,29.0,48.6,37.4&amp;datetime=2023-08-01/2023-08-31</code></li>
</ul>
<p>QGIS: add an OGC API - Features layer with this server's address. GDAL and GeoPandas:
<code>geopandas.read_file("OAPIF:<var>address</var>", layer="deployments")</code> follows the pages; the
bare address of <code>items</code> gives only the first one.</p>
<p><strong>Time.</strong> <code>datetime</code> finds every deployment that was under way at some moment of
the interval, also one that began before it. GDAL turns <em>before</em> and <em>after</em> on any date field
into <code>datetime</code> and does not compare again: read the layer first and compare <code>start</code>
then, where the first day is meant. Equality is exact.</p>
<p><strong>Areas.</strong> Lists give areas thinned to 0.01 degrees; the single feature has them whole.
Points and lines are never thinned. Coordinates have five decimals.</p>
<p><strong>Counting.</strong> <code>numberMatched</code> is exact; it is left out where more than 10,000
match.</p>
<p><strong>Caching.</strong> Answers from the data carry an <code>ETag</code> that changes when the data
do.</p>
"""


def page(definition: dict[str, Any]) -> str:
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8"><title>Posturemap API</title>',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<style>{STYLE}</style></head><body>",
        f"<h1>Posturemap API <small>{escape(definition['info']['version'])}</small></h1>",
        f"<p>{escape(definition['info']['description'])}</p>",
        LEADS,
        NOTES,
    ]
    for tag in definition["tags"]:
        parts.append(f"<h2>{escape(tag['description'])}</h2>")
        parts.extend(_operations(definition, tag["name"]))
    parts.append("<h2>Problems</h2><table>")
    parts.extend(
        f'<tr id="problem-{kind.slug}"><td>{kind.status}</td><td><code>{kind.slug}</code></td>'
        f"<td>{escape(kind.title)}</td></tr>"
        for kind in problems.ALL_KINDS
    )
    parts.append("</table></body></html>")
    return "\n".join(parts)


def _operations(definition: dict[str, Any], tag: str) -> Iterator[str]:
    for path, methods in definition["paths"].items():
        for method, operation in methods.items():
            if tag in operation["tags"]:
                yield f"<article><h3>{method.upper()} {escape(path)}</h3>"
                yield f"<p>{escape(operation['summary'])}</p>"
                yield from _parameters(definition, operation["parameters"])
                yield "</article>"


def _parameters(definition: dict[str, Any], parameters: list[dict[str, Any]]) -> Iterator[str]:
    if not parameters:
        return
    yield "<table>"
    for one in parameters:
        found = one
        if "$ref" in one:
            found = definition["components"]["parameters"][one["$ref"].rsplit("/", 1)[1]]
        items = found["schema"].get("items", found["schema"])
        values = " · ".join(str(value) for value in items.get("enum", []))
        yield (
            f"<tr><td><code>{escape(found['name'])}</code></td><td>{escape(found['description'])}"
            f"{'<br><small>' + escape(values) + '</small>' if values else ''}</td></tr>"
        )
    yield "</table>"
