"""A sentence laid out for the rules: its words with places, times, actors, numbers, forces and verbs marked.

Comes in: a sentence of a `Document`, its toponyms and non-places. Goes out: a `Scene`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import cast

from geo.claims import actors as registry
from geo.claims import times as time_words
from geo.claims.forces import Force, Marks, equipment_names, forces, head_at, heads
from geo.claims.lexicon import table
from geo.claims.quantities import Number, numbers
from geo.claims.rules import ENGLISH, Rule
from geo.claims.times import TimeMention
from geo.claims.verbs import Form, forms
from geo.claims.words import OF_PLACE, Word, words
from geo.types import Actor, NonPlace, Phrase, Sentence, Span, Toponym

BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "'re", "am"})
HAVE = frozenset({"has", "have", "had", "having", "'ve"})
DO = frozenset({"do", "does", "did"})
MODALS = frozenset(
    {"will", "shall", "would", "could", "may", "might", "should", "must", "can", "ought", "'ll"}
)
NEGATIONS = frozenset({"not", "n't", "never", "neither", "nor", "no", "cannot"})
ADVERBS = frozenset(
    {
        "now",
        "also",
        "already",
        "still",
        "again",
        "just",
        "soon",
        "then",
        "since",
        "even",
        "once",
        "only",
        "first",
        "later",
        "often",
        "usually",
        "ever",
        "yet",
        "currently",
        "too",
        "long",
        "itself",
        "themselves",
        "both",
        "all",
        "each",
        "in",
        "fact",
        "back",
    }
) - {"in", "fact", "all", "each", "both", "long"}
PREPOSITIONS = frozenset(
    (
        *OF_PLACE,
        *[
            "about",
            "after",
            "amid",
            "as",
            "before",
            "behind",
            "below",
            "beyond",
            "bordering",
            "by",
            "despite",
            "down",
            "during",
            "east",
            "facing",
        ],
        *[
            "from",
            "including",
            "like",
            "north",
            "of",
            "out",
            "past",
            "per",
            "since",
            "south",
            "surrounding",
            "through",
            "until",
            "up",
            "via",
            "west",
        ],
        "with",
    )
)
SUBORDINATORS = frozenset(
    {
        "that",
        "which",
        "who",
        "whom",
        "whose",
        "where",
        "when",
        "while",
        "whereas",
        "because",
        "if",
        "whether",
        "although",
        "though",
        "unless",
        "so",
        "than",
        "until",
        "amid",
    }
)
PRONOUNS = frozenset({"it", "they", "we", "he", "she", "i", "you", "this", "these", "those", "one", "some"})


@dataclass(frozen=True, slots=True)
class VerbForm:
    lemma: str
    particle: tuple[str, ...]
    tags: tuple[Form, ...]
    rules: tuple[Rule, ...]
    kind: str
    """cue, asserted, alleged, denied, confirmed or other."""


@dataclass(slots=True)
class Verb:
    """A verb of the sentence with its auxiliaries."""

    word: int
    after: int
    """After the verb and its particle."""
    start: int
    """First word of the group: auxiliaries, adverbs and "to" included."""
    entry: VerbForm
    entries: list[VerbForm]
    aux: list[str]
    is_negated: bool
    is_passive: bool
    is_future: bool
    modal: str | None
    has_to: bool
    is_finite: bool
    adverbs: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Chunk:
    """A noun phrase the rules can use."""

    kind: str
    """force, actor, place or pronoun."""
    first: int
    after: int
    force: Force | None = None
    actor: Actor | None = None
    toponym: Toponym | None = None


@dataclass(slots=True)
class Scene:
    sentence: Sentence
    words: list[Word]
    marks: Marks
    verbs: list[Verb]
    chunks: list[Chunk]
    times: list[TimeMention]
    lows: frozenset[str]
    text: str
    """Of the whole document."""
    by_word: dict[int, Chunk]
    """The chunk that covers a word."""
    verb_at: dict[int, Verb]
    """The verb whose group covers a word."""

    def phrase(self, first: int, after: int) -> Phrase:
        span = Span(self.words[first].start, self.words[after - 1].end)
        return Phrase(self.text[span.start : span.end], span)

    def starting(self, i: int) -> Chunk | None:
        chunk = self.by_word.get(i)
        return chunk if chunk is not None and chunk.first == i else None

    def ending(self, i: int) -> Chunk | None:
        """The chunk whose last word is i."""
        chunk = self.by_word.get(i)
        return chunk if chunk is not None and chunk.after == i + 1 else None

    def time_at(self, i: int) -> bool:
        return self.marks.time[i]


@cache
def verb_forms() -> dict[str, tuple[VerbForm, ...]]:
    """Every verb form the lexicons know, by its first word."""
    found: dict[str, list[VerbForm]] = {}
    speech = table("speech")["english"]
    lemmas: dict[str, tuple[str, list[Rule]]] = {}
    for rule in ENGLISH:
        if rule.frame == "noun":
            continue
        for cue in rule.cues:
            lemmas.setdefault(cue, ("cue", []))[1].append(rule)
    for kind in ("asserted", "alleged", "denied", "confirmed"):
        for lemma in speech["verbs"][kind]:
            lemmas.setdefault(lemma, (kind, []))
    for group in ("plan_verbs", "demand_verbs", "aspect_verbs", "other_verbs"):
        for lemma in speech[group]:
            lemmas.setdefault(lemma, ("other", []))
    for cue, (kind, rules) in lemmas.items():
        head, *particle = cue.split(" ")
        if head == "be":
            continue
        if cue in ("present", "visible", "active", "operational", "there", "due", "ready", "likely"):
            continue
        for form, tags in forms(head).items():
            found.setdefault(form, []).append(VerbForm(head, tuple(particle), tags, tuple(rules), kind))
    return {form: tuple(sorted(v, key=lambda e: len(e.particle), reverse=True)) for form, v in found.items()}


@cache
def noun_cues() -> dict[str, tuple[tuple[tuple[str, ...], Rule], ...]]:
    """Nouns that tell an action, singular and plural, by their first word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Rule]]] = {}
    for rule in ENGLISH:
        if rule.frame != "noun":
            continue
        for cue in rule.cues:
            for form in (cue, cue + "s" if not cue.endswith("s") else cue):
                parts = tuple(form.split(" "))
                found.setdefault(parts[0], []).append((parts, rule))
    return {k: tuple(sorted(v, key=lambda e: len(e[0]), reverse=True)) for k, v in found.items()}


_EVERYWHERE = frozenset({"have", "has", "had", "having", "there"})
"""Cues so common that they count only beside a word for a force."""


def may_tell(folds: set[str]) -> bool:
    """A cheap look whether a sentence of these words can make a claim."""
    hits = folds & triggers()
    if not hits:
        return bool(folds & _IS) and bool(folds & _strong_words())  # "the frigates are in ..."
    return not hits <= _EVERYWHERE or bool(folds & _force_words())


_IS = frozenset({"is", "are", "was", "were"})


@cache
def _strong_words() -> frozenset[str]:
    from geo.gazetteer.names import fold

    return frozenset(
        fold(w) for w, found in heads().items() if any(h.is_strong and h.length == 1 for h in found)
    )


@cache
def _force_words() -> frozenset[str]:
    from geo.gazetteer.names import fold

    return frozenset(fold(w) for w in (*heads(), *equipment_names()))


@cache
def triggers() -> frozenset[str]:
    """Folds of words without which a sentence of English makes no claim."""
    from geo.gazetteer.names import fold

    cues = {form for form, entries in verb_forms().items() if any(e.kind == "cue" for e in entries)}
    nouns = set(noun_cues())
    return frozenset(fold(w) for w in cues | nouns) | {
        "reinforcements",
        "personnel",
        "troops",
        "soldiers",
        "forces",
        "claim",
        "claims",
        "denied",
        "denies",
        "deny",
        "dismissed",
        "rejected",
        "measures",
        "present",
        "visible",
        "denial",
        "there",
    }


_NOUNS_TOO = frozenset(
    [
        "patrol",
        "patrols",
        "exercise",
        "exercises",
        "base",
        "bases",
        "station",
        "stations",
        "post",
        "posts",
        "mass",
        "masses",
        "land",
        "lands",
        "move",
        "moves",
        "stage",
        "stages",
        "head",
        "heads",
        "man",
        "train",
        "trains",
        "rest",
        "hold",
        "holds",
        "park",
        "parks",
        "ship",
        "ships",
        "dock",
        "docks",
        "anchor",
        "anchors",
        "house",
        "houses",
        "guard",
        "guards",
        "drill",
        "drills",
        "police",
        "monitor",
        "monitors",
        "shadow",
        "shadows",
        "circle",
        "circles",
        "exit",
        "exits",
        "retreat",
        "retreats",
        "cut",
        "cuts",
        "ring",
        "order",
        "orders",
        "dispatch",
        "transfer",
        "transfers",
        "shift",
        "shifts",
        "advance",
        "advances",
        "boost",
        "boosts",
        "host",
        "hosts",
        "place",
        "places",
        "site",
        "sites",
        "mount",
        "mounts",
        "plan",
        "plans",
        "report",
        "reports",
        "claim",
        "claims",
        "count",
        "counts",
        "note",
        "notes",
        "state",
        "states",
        "record",
        "records",
        "show",
        "shows",
        "need",
        "needs",
        "call",
        "calls",
        "face",
        "focus",
        "force",
        "forces",
        "aid",
        "control",
        "controls",
        "run",
        "runs",
        "start",
        "starts",
        "end",
        "ends",
        "garrison",
        "garrisons",
        "position",
        "positions",
        "command",
        "leave",
        "live",
        "fly",
        "stand",
        "present",
        "rotation",
        "transit",
        "fire",
        "strike",
        "strikes",
        "attack",
        "attacks",
        "support",
        "help",
        "visit",
        "visits",
        "launch",
        "offer",
        "fight",
        "hit",
        "quote",
        "estimate",
        "estimates",
        "comment",
        "address",
        "dispute",
        "disputes",
        "deny",
        "permit",
        "request",
        "demand",
        "demands",
        "order",
        "appeal",
        "press",
        "group",
        "project",
        "contract",
        "contain",
        "process",
        "increase",
        "open",
        "close",
        "quit",
        "transport",
        "transports",
        "convoy",
        "brief",
        "sail",
        "sails",
        "drop",
        "build",
        "concentrate",
        "concern",
        "ring",
        "staff",
        "operate",
        "thin",
        "muster",
        "threat",
        "air",
        "police",
        "airlift",
        "add",
        "warn",
    ]
)


def scene(
    sentence: Sentence,
    text: str,
    *,
    toponyms: Sequence[Toponym],
    non_places: Sequence[NonPlace],
    published: date | None,
    last_time: TimeMention | None,
) -> Scene:
    """The sentence laid out. toponyms and non_places: those inside the sentence, in order."""
    made = words(sentence, text)
    body = text[sentence.span.start : sentence.span.end]
    times: list[TimeMention] = []
    if time_words.has_time_words(body, sentence.language):
        times = time_words.mentions(
            body,
            offset=sentence.span.start,
            published=published,
            language=sentence.language,
            last=last_time,
        )
    marks = Marks(
        place=_covered(made, [t.span for t in toponyms]),
        actor=[None] * len(made),
        actor_is_name=[False] * len(made),
        number={},
        verb=[False] * len(made),
        time=_covered(made, [t.span for t in times]),
        person=_covered(made, [n.span for n in non_places if n.why == "person"]),
    )
    _mark_actors(made, marks, non_places)
    _mark_numbers(made, marks, numbers(body, offset=sentence.span.start))
    verbs = _verbs(made, marks)
    chunks = _chunks(made, marks, toponyms)
    by_word: dict[int, Chunk] = {}
    for chunk in chunks:
        for i in range(chunk.first, chunk.after):
            by_word.setdefault(i, chunk)
    verb_at: dict[int, Verb] = {}
    for verb in verbs:
        for i in range(verb.start, verb.after):
            verb_at.setdefault(i, verb)
    return Scene(
        sentence, made, marks, verbs, chunks, times, frozenset(w.low for w in made), text, by_word, verb_at
    )


def _covered(made: Sequence[Word], spans: Sequence[Span]) -> list[bool]:
    covered = [False] * len(made)
    i = 0
    for span in spans:
        while i < len(made) and made[i].end <= span.start:
            i += 1
        j = i
        while j < len(made) and made[j].start < span.end:
            covered[j] = True
            j += 1
    return covered


_GUARD = re.compile(r"\b(?:Home|National|Coast|Border|Presidential|Republican) Guards?$")
"""Bodies under arms whose name bears the state's adjective."""


def _mark_actors(made: Sequence[Word], marks: Marks, non_places: Sequence[NonPlace]) -> None:
    for non_place in non_places:
        is_guard = non_place.why == "org" and _GUARD.search(non_place.text) is not None
        if non_place.country is None or not (non_place.why in ("demonym", "metonym") or is_guard):
            continue
        state = registry.state_forces(non_place.country)
        for i, word in enumerate(made):
            if word.start < non_place.span.end and non_place.span.start < word.end:
                marks.actor[i] = state
                marks.place[i] = False
    for name in registry.names_in(made):
        if name.after - name.first == 1 and marks.place[name.first]:
            continue
        for i in range(name.first, name.after):
            marks.actor[i] = name.actor
            marks.actor_is_name[i] = True
            marks.place[i] = False
    for i, word in enumerate(made):
        # A backer is not the actor: "Iran-backed", "Russian-backed".
        if (
            "-" in word.low
            and word.low.rpartition("-")[2]
            in (
                "backed",
                "aligned",
                "trained",
                "sponsored",
                "supported",
                "funded",
                "led",
                "brokered",
                "flagged",
                "owned",
                "made",
                "built",
                "speaking",
                "occupied",
                "controlled",
                "held",
            )
            and not marks.actor_is_name[i]
        ):
            marks.actor[i] = None


def _mark_numbers(made: Sequence[Word], marks: Marks, found: Sequence[Number]) -> None:
    starts = {word.start: i for i, word in enumerate(made)}
    for number in found:
        first = starts.get(number.span.start)
        if first is None or marks.time[first]:
            continue
        after = first
        while after < len(made) and made[after].start < number.span.end:
            after += 1
        marks.number[first] = (number, after)


def _chunks(made: Sequence[Word], marks: Marks, toponyms: Sequence[Toponym]) -> list[Chunk]:
    found = [Chunk("force", force.first, force.after, force=force) for force in forces(made, marks)]
    taken = {i for chunk in found for i in range(chunk.first, chunk.after)}
    i = 0
    while i < len(made):
        actor = marks.actor[i]
        if actor is not None and i not in taken:
            j = i + 1
            while j < len(made) and marks.actor[j] is actor and j not in taken:
                j += 1
            first = i - 1 if i and made[i - 1].low == "the" and i - 1 not in taken else i
            found.append(Chunk("actor", first, j, actor=actor))
            i = j
            continue
        if made[i].low in ("it", "they", "we") and i not in taken:
            found.append(Chunk("pronoun", i, i + 1))
        i += 1
    for toponym in toponyms:
        span = toponym.span
        covered = [i for i, w in enumerate(made) if w.start < span.end and span.start < w.end]
        if covered and marks.place[covered[0]]:
            found.append(Chunk("place", covered[0], covered[-1] + 1, toponym=toponym))
    return sorted(found, key=lambda c: c.first)


def _verbs(made: Sequence[Word], marks: Marks) -> list[Verb]:
    """The verbs left to right; marks their words."""
    known = verb_forms()
    found: list[Verb] = []
    for i, word in enumerate(made):
        if marks.place[i] or marks.time[i] or (marks.actor[i] is not None):
            continue
        if (
            word.low in BE
            or word.low in MODALS
            or word.low in DO
            or (word.low in HAVE and not word.is_possessive)
        ) and not (word.low == "'s" and not _is_verbal_s(made, i)):
            marks.verb[i] = True
        entries = known.get(word.low)
        if entries is None:
            continue
        matching = [e for e in entries if _particle_after(made, i, e) is not None]
        if not matching or not _is_verb_here(made, marks, i, matching):
            continue
        best = matching[0]
        rules_first = [e for e in matching if e.rules]
        best = rules_first[0] if rules_first and len(rules_first[0].particle) >= len(best.particle) else best
        after = cast(int, _particle_after(made, i, best))
        verb = _group(made, marks, i, after, best, matching)
        found.append(verb)
        for j in range(i, after):
            marks.verb[j] = True
    return found


def _is_verbal_s(made: Sequence[Word], i: int) -> bool:
    return i > 0 and made[i - 1].low in ("it", "he", "she", "that", "there", "what", "who")


def _particle_after(made: Sequence[Word], i: int, entry: VerbForm) -> int | None:
    """Index after the verb and its particle; None where the particle is missing."""
    if not entry.particle:
        return i + 1
    size = len(entry.particle)
    if tuple(w.low for w in made[i + 1 : i + 1 + size]) == entry.particle:
        return i + 1 + size
    if entry.particle in _LOOSE_PARTICLES and _particle_later(made, i, entry.particle[0]):
        return i + 1
    return None


_LOOSE_PARTICLES = {("away",), ("out",), ("back",), ("ashore",), ("up",), ("in",)} - {("in",)}


def _particle_later(made: Sequence[Word], i: int, particle: str) -> bool:
    """Whether the particle comes after the object: "took two batteries away"."""
    for j in range(i + 2, min(i + 9, len(made))):
        low = made[j].low
        if low == particle:
            return True
        if low in PREPOSITIONS or low in (",", ";", "and") or low in SUBORDINATORS:
            return False
    return False


def _is_verb_here(made: Sequence[Word], marks: Marks, i: int, entries: Sequence[VerbForm]) -> bool:
    low = made[i].low
    tags = {tag for e in entries for tag in e.tags}
    previous = made[i - 1].low if i else ""
    if (
        made[i].is_capitalised
        and i
        and previous not in ('"', "“", ":", "—", "-")
        and not made[i].text.isupper()
    ):
        return False
    if previous in (
        "the",
        "a",
        "an",
        "its",
        "their",
        "his",
        "our",
        "'s",
        "’s",
        "no",
        "any",
        "this",
        "these",
        "those",
        "of",
    ) and low not in ("have", "has", "had"):
        return previous == "of" and tags == {"ing"}
    if tags <= {"past", "part"} and previous in PREPOSITIONS and previous not in ("after", "before", "since"):
        return False  # "in occupied Abkhazia"
    if low in _NOUNS_TOO:
        return _noun_or_verb(made, marks, i, tags, entries)
    return not (low == "left" and previous in ("the", "to", "on", "far"))


def _noun_or_verb(
    made: Sequence[Word], marks: Marks, i: int, tags: set[Form], entries: Sequence[VerbForm]
) -> bool:
    previous = made[i - 1] if i else None
    nxt = made[i + 1].low if i + 1 < len(made) else ""
    if previous is None:
        return False
    low = previous.low
    if (
        low in ("to",)
        or low in MODALS
        or low in DO
        or low
        in (
            "not",
            "n't",
            "they",
            "we",
            "you",
            "i",
            "who",
            "which",
            "that",
            "it",
            "he",
            "she",
            "also",
            "now",
            "still",
        )
    ):
        if low == "to" and "base" not in tags:
            return False  # "to positions east of the river"
        return low != "that" or "s" in tags or nxt not in ("of", "in", "on")
    if "past" in tags or "part" in tags:
        return low not in ("a", "an", "the")
    if low == "," and "s" in tags and any(e.kind != "cue" and e.kind != "other" for e in entries):
        return nxt in ("a", "an", "the") or (i + 1 < len(made) and made[i + 1].is_capitalised)
    if nxt == "of" or low in PREPOSITIONS or low in ("and", "or", ","):
        return False
    if marks.actor[i - 1] is not None and not marks.actor_is_name[i - 1] and not _is_noun_of_state(previous):
        return False
    if low in _speakers() and any(e.kind not in ("cue", "other") for e in entries):
        return True
    if "s" in tags:
        if nxt in BE or nxt in HAVE or nxt in MODALS:
            return False  # "the navy ships were"
        if marks.place[i - 1] or marks.actor[i - 1] is not None:
            return (
                nxt not in PREPOSITIONS
                or (i + 1) in marks.number
                or made[i].low in ("masses", "moves", "lands", "heads", "holds")
            )
        return (
            previous.is_capitalised
            or previous.low in (",", ")", "ministry", "army", "navy", "government", "agency")
        ) and nxt not in ("of",)
    if head_at(made, i - 1) is not None and (low.endswith("s") or low in ("men", "aircraft", "personnel")):
        return True
    return (
        low.endswith("s")
        and not previous.is_capitalised
        and marks.actor[i - 1] is None
        and low not in ("us", "its", "this", "various")
    )


@cache
def _speakers() -> frozenset[str]:
    return frozenset(table("speech")["english"]["speaker_nouns"])


def _is_noun_of_state(word: Word) -> bool:
    """A state's name rather than its adjective: "Russia", not "Russian". Adjectives end so in English."""
    return not word.low.endswith(("an", "ish", "ese", "i", "ch", "ic", "ian", "ene")) or word.low in (
        "japan",
        "iran",
        "sudan",
        "jordan",
        "pakistan",
        "afghanistan",
        "taiwan",
        "azerbaijan",
        "oman",
        "uzbekistan",
        "kazakhstan",
        "tajikistan",
        "turkmenistan",
        "kyrgyzstan",
        "bhutan",
        "islamabad",
        "brunei",
        "haiti",
        "burundi",
        "djibouti",
        "malawi",
        "fiji",
        "mali",
        "chile",
        "abu dhabi",
        "new delhi",
        "delhi",
    )


def _group(
    made: Sequence[Word],
    marks: Marks,
    i: int,
    after: int,
    entry: VerbForm,
    entries: list[VerbForm],
) -> Verb:
    """The verb at word i with what belongs to it on the left."""
    aux: list[str] = []
    adverbs: list[str] = []
    negated = False
    has_to = False
    start = i
    j = i - 1
    while j >= 0 and not marks.time[j]:
        low = made[j].low
        if (
            (low in BE and not (low == "'s" and not _is_verbal_s(made, j)))
            or low in HAVE
            or low in MODALS
            or low in DO
        ):
            aux.insert(0, low)
        elif low in ("remain", "remains", "remained", "remaining") and "part" in entry.tags and j == i - 1:
            aux.insert(0, "is")
        elif low in NEGATIONS:
            negated = True
        elif (low == "to" and not has_to and not aux) or (low == "to" and aux and aux[0] in ("be", "have")):
            has_to = True
        elif low in ADVERBS or (
            low.endswith("ly")
            and len(low) > 4
            and low not in ("family", "ally", "july", "italy", "supply", "early", "reply", "assembly")
        ):
            adverbs.append(low)
        else:
            break
        start = j
        j -= 1
    while start < i and made[start].low in ("in", "back", "first", "once", "since", "then"):
        start += 1
    tags = entry.tags
    modal = next((a for a in aux if a in MODALS), None)
    be_last = bool(aux) and aux[-1] in BE
    is_passive = "part" in tags and be_last and "ing" not in tags
    if not aux and made[start].low == "to":
        has_to = True
    is_finite = bool(aux and aux[0] not in ("be", "been", "being", "having")) or (
        not has_to and not aux and ("s" in tags or "past" in tags or "base" in tags)
    )
    is_future = modal in ("will", "shall", "'ll")
    return Verb(
        word=i,
        after=after,
        start=start,
        entry=entry,
        entries=entries,
        aux=aux,
        is_negated=negated,
        is_passive=is_passive,
        is_future=is_future,
        modal=modal,
        has_to=has_to,
        is_finite=is_finite,
        adverbs=adverbs,
    )
