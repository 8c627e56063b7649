"""The grounding gate: a claim passes when every value in it was read from words of the text.

Every claim goes through it, of our rules and of a reader somebody plugged in. What is refused is kept as a
`Skipped`, with the value and the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from geo.claims.arabic.numbers import arabic_numbers
from geo.claims.quantities import numbers
from geo.types import Claim, Document, Holder, Phrase, Quantity, Skipped, Span


def gate(claims: Iterable[Claim], document: Document) -> tuple[tuple[Claim, ...], tuple[Skipped, ...]]:
    """The claims that are grounded, and the others with the first value of each that is not."""
    kept: list[Claim] = []
    refused: list[Skipped] = []
    for claim in claims:
        fault = next(faults(claim, document), None)
        if fault is None:
            kept.append(claim)
        else:
            refused.append(Skipped(_within(claim.quote.span, document), fault, claim.rule))
    return tuple(kept), tuple(refused)


def faults(claim: Claim, document: Document) -> Iterator[str]:
    """Each value of the claim that the text does not bear out, in words. Offsets count in `document.text`."""
    for field, phrase in _phrases(claim):
        if not _stands(phrase.span, document):
            yield f"{field}: {phrase.span.start}:{phrase.span.end} is not within the text"
        elif document.text[phrase.span.start : phrase.span.end] != phrase.text:
            yield f"{field}: the text has no {phrase.text!r} at {phrase.span.start}:{phrase.span.end}"
    for field, span in _spans(claim):
        if not _stands(span, document):
            yield f"{field}: {span.start}:{span.end} is not within the text"
    if claim.quantity is not None and _stands(claim.quantity.span, document):
        yield from _figures(claim.quantity, document)


def _phrases(claim: Claim) -> Iterator[tuple[str, Phrase]]:
    if claim.actor is not None and claim.actor.phrase is not None:
        yield "actor", claim.actor.phrase
    named: Sequence[tuple[str, Phrase | None]] = (
        ("force", claim.force),
        ("equipment", claim.equipment),
        ("place", claim.place),
        ("quote", claim.quote),
    )
    yield from ((field, phrase) for field, phrase in named if phrase is not None)
    holder: Holder | None = claim.holder
    while holder is not None:
        yield "holder", Phrase(holder.name, holder.span)
        holder = holder.outer


def _spans(claim: Claim) -> Iterator[tuple[str, Span]]:
    yield "action", claim.action_span
    if claim.stance_span is not None:
        yield "stance", claim.stance_span
    if claim.when is not None:
        yield "when", claim.when.span
    if claim.quantity is not None:
        yield "quantity", claim.quantity.span
    for reason in claim.reasons:
        if reason.span is not None:
            yield f"reason of {reason.field}", reason.span


def _stands(span: Span, document: Document) -> bool:
    return len(span) > 0 and span.end <= len(document.text)


def _figures(quantity: Quantity, document: Document) -> Iterator[str]:
    """A figure that the words at its place do not say; of "1,200 and 300 more" also the sum is said."""
    words = document.text[quantity.span.start : quantity.span.end]
    said = {
        value
        for number in (*numbers(words, offset=0), *arabic_numbers(words, offset=0))
        for value in (number.min, number.max)
        if value is not None
    }
    for value in {quantity.min, quantity.max} - {None, 1}:
        if said and value not in said and value != sum(said):
            yield f"quantity: {words!r} does not say {value}"


def _within(span: Span, document: Document) -> Span:
    """A quote's own span may be the fault: then as much of it as lies in the text."""
    end = min(span.end, len(document.text))
    return Span(min(span.start, end), end)
