"""The grammar of English reports: from a sentence laid out to drafts of claims.

Comes in: a `Scene` and the `Memory` of the text. Goes out: `Draft`s, and what was left out with its reason.
The way goes from clauses over subjects, governors and frames to events, and for each event to its owners
and whereabouts.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from geo.claims.actors import is_known
from geo.claims.draft import Draft, Memory, Site
from geo.claims.english.clauses import Clauses
from geo.claims.english.event import Event
from geo.claims.english.events import Events
from geo.claims.english.frames import Frames
from geo.claims.english.governors import Governors
from geo.claims.english.owners import Owners
from geo.claims.english.subjects import Subjects
from geo.claims.english.timing import Timing
from geo.claims.english.vocabulary import civil_words, doubt_words, military_words, report_words
from geo.claims.english.whereabouts import Whereabouts
from geo.claims.force import Force
from geo.claims.force_words import equipment_at, head_at
from geo.claims.function_words import HAVE, PREPOSITIONS
from geo.claims.scene import Chunk, Scene
from geo.claims.times import TimeMention
from geo.gazetteer import Gazetteer
from geo.types import Action, ActorMention, Phrase, Quantity, Skipped, Span

_HOME = re.compile(r"\b(?:return\w*|back) (?:home|to (?:(?:its|their|the) )?(?:port|barracks|home))\b")

_HARM = frozenset(
    {
        "dead",
        "killed",
        "wounded",
        "injured",
        "trapped",
        "homeless",
        "vulnerable",
        "stranded",
        "behind",
        "exposed",
        "reeling",
    }
)
_OFF_DUTY = frozenset(
    {
        "football",
        "basketball",
        "band",
        "choir",
        "orchestra",
        "rugby",
        "hockey",
        "cricket",
        "volleyball",
        "athletes",
    }
)


_LOST = frozenset({"killed", "wounded", "injured", "dead", "missing", "died", "captured", "deaths"})


class Grammar:
    """Reads one sentence; holds no state between sentences but the memory given."""

    def __init__(self, scene: Scene, memory: Memory, gazetteer: Gazetteer, number: int) -> None:
        self.s = scene
        self.w = scene.words
        self.number = number
        self.memory = memory
        self.clauses = Clauses(scene)
        self.subjects = Subjects(self.clauses)
        self.governors = Governors(self.clauses, self.subjects)
        self.frames = Frames(self.subjects, memory)
        self.events_of = Events(self.subjects, self.governors, self.frames, memory)
        self.owners_of = Owners(self.clauses, memory, number)
        self.timing = Timing(self.clauses)
        self.whereabouts = Whereabouts(self.clauses, memory, gazetteer, number)

    @property
    def skipped(self) -> list[Skipped]:
        return self.governors.skipped

    def drafts(self) -> list[Draft]:
        found: list[Draft] = []
        if self.w and self.w[-1].text == "?":
            if any(v.entry.kind == "cue" for v in self.s.verbs):
                self.governors.skip(0, len(self.w), "a question", "question")
            return found
        seen: set[int] = set()
        for event in self.events_of.events():
            if event.first in seen:
                continue
            made = list(self.claims_of(event))
            if made:
                seen.add(event.first)
            found.extend(made)
        return found

    def claims_of(self, event: Event) -> Iterator[Draft]:
        rule = event.rule
        if rule.needs_new_figure and event.verb is not None and not event.verb.is_finite:
            event.is_future |= any(v.is_future for v in self.s.verbs if v.word < event.first)
        refusal = self.refusal(event)
        if refusal:
            self.governors.skip(event.left[0], event.region[1], refusal, rule.name)
            return
        told = self.owners_of.last_actor is not None or self.number - self.memory.claim_sentence == 1
        if event.needs_told and not told:
            return
        owners = self.owners_of.owners(event)
        if owners is None:
            self.governors.skip(
                event.left[0], event.region[1], "no armed force to whom it could belong", rule.name
            )
            return
        sites = self.whereabouts.sites(event)
        if not sites:
            if rule.needs_place and not self.whereabouts.may_lack_place(event):
                self.governors.skip(event.left[0], event.region[1], "no place is stated", rule.name)
                return
            sites = [self.whereabouts.carried_site()]
        if owners[0][0] is not None:
            self.owners_of.last_actor = owners[0][0].actor
        time = self.timing.time_of(event)
        action = self.action(event)
        if event.listed is None:
            self.whereabouts.last_site = sites[0]
        for owner, quantity, carried in owners:
            for i, site in enumerate(sites):
                share = self.share(sites[i - 1], site, quantity) if i else None
                yield self.draft(event, action, owner, share or quantity, site, time, carried)

    def share(self, before: Site, site: Site, quantity: Quantity | None) -> Quantity | None:
        """How many went to a further place of a list: "two companies to Narva and a third to Tartu"."""
        if quantity is None or before.phrase is None or site.phrase is None:
            return None
        between = [
            i
            for i, w in enumerate(self.w)
            if before.phrase.span.end <= w.start and w.end <= site.phrase.span.start
        ]
        lows = [self.w[i].low for i in between]
        if "and" not in lows and "," not in lows:
            return None
        told = re.search(r"\b(?:a (?:second|third|fourth|fifth|sixth)|one|another)\b", " ".join(lows))
        numbers = [self.s.marks.number[i][0] for i in between if i in self.s.marks.number]
        number = numbers[-1] if numbers else None
        if told is not None:
            first = between[len(" ".join(lows)[: told.start()].split())]
            size = len(told.group().split())
            span = Span(self.w[first].start, self.w[first + size - 1].end)
            return Quantity(1, 1, quantity.unit, None, span)
        if number is None:
            return None
        return Quantity(number.min, number.max, quantity.unit, number.qualifier, number.span)

    def draft(
        self,
        event: Event,
        action: Action,
        owner: ActorMention | None,
        quantity: Quantity | None,
        site: Site,
        time: TimeMention | None,
        carried: bool,
    ) -> Draft:
        theme = event.theme
        force: Phrase | None = None
        if theme is not None:
            force = self.s.phrase(theme.first, theme.after)
        elif event.theme_pronoun is not None:
            force = self.s.phrase(event.theme_pronoun.first, event.theme_pronoun.after)
        elif event.agent and event.rule.frame == "goes":
            force = self.s.phrase(event.agent[0].first, event.agent[0].after)
        equipment = None
        if theme is not None and theme.force is not None:
            found = next((e for el in theme.force.elements for e in el.equipment), None)
            if found is not None:
                equipment = self.s.phrase(*found)
        first = event.left[0]
        after = max(event.region[1], event.after)
        clause = Span(self.w[min(first, event.first)].start, self.w[min(after, len(self.w)) - 1].end)
        return Draft(
            rule=event.rule,
            action=action,
            cue=Span(self.w[event.first].start, self.w[event.after - 1].end),
            clause=clause,
            actor=owner,
            force=force,
            quantity=quantity,
            equipment=equipment,
            site=site,
            time=time,
            is_negated=event.is_negated,
            is_future=event.is_future,
            begins=event.begins,
            doubt=self.doubt(event),
            is_noun=event.rule.frame == "noun",
            sentence=self.number,
            actor_is_carried=carried,
        )

    def doubt(self, event: Event) -> Span | None:
        lo = min(event.left[0], event.first)
        hi = max(event.region[1], event.after)
        cues = doubt_words()
        for i in range(max(0, lo - 3), min(hi, len(self.w))):
            if self.w[i].low in cues:
                return Span(self.w[i].start, self.w[i].end)
        if event.doubtful:
            return Span(self.w[event.first].start, self.w[event.first].end)
        head = " ".join(w.low for w in self.w[event.left[0] : event.region[1]])
        match = re.search(
            r"(?:is|are|was|were) (?:said|believed|rumou?red|thought|alleged) to|under the pretext", head
        )
        if match:
            return Span(self.w[event.first].start, self.w[event.first].end)
        return None

    def refusal(self, event: Event) -> str | None:
        """Why the event is no claim, whatever its roles."""
        theme = event.theme
        rule = event.rule
        if rule.action == "arrive" and self.goes_home(event):
            return "a way home, not a deployment"
        has_new_figure = self.owners_of.new_figure(event) is not None
        if rule.needs_new_figure and not (has_new_figure and self.tells_of_strength(event)):
            return "no strength it comes to"
        if rule.name == "sends" and has_new_figure:
            return "a strength it comes to, not a sending"
        if theme is not None and self.is_relieved(theme, event):
            return "the force that is replaced"
        if theme is not None and self.is_none_of(event, theme.first):
            event.is_negated = True
        if theme is None and rule.heads and rule.frame == "noun":
            return "not what is told of here"
        if theme is not None and theme.force is not None:
            if self.is_civil(event):
                return "civil people or things, not armed forces"
            families = [e.head.family for e in theme.force.elements]
            if rule.name == "flies-missions" and families[0] not in ("aircraft", "ship"):
                return "a load, not a patrol"
            if rule.name == "joins" and any(self.clauses.noun_at(j) for j in range(*event.region)):
                return "joins an exercise"
            if rule.name == "provides" and theme.force.counted is None:
                return "no counted force"
            if (
                rule.name == "arrives"
                and families == ["system"]
                and event.verb is not None
                and event.verb.entry.lemma == "land"
            ):
                return "a strike, not an arrival"
            if rule.name == "leaves-behind" and not self.leaves_behind(event):
                return "left, but not as a garrison"
            if self.is_assault(theme):
                return "an attack"
            if rule.heads and theme.force.head.word not in rule.heads:
                return "not what is told of here"
            if rule.theme == "system" and not self.is_system(theme.force):
                return "not a system"
            if rule.theme == "facility" and "facility" not in families:
                return "not a military site"
            if rule.theme == "mobile" and all(f == "facility" for f in families):
                return "not a force"
            if (
                rule.theme == "any"
                and all(f == "facility" for f in families)
                and rule.frame != "backs"
                and rule.action not in ("station", "close", "build_up", "rotate")
            ):
                return "a site does not move"
            if (
                rule.needs_strong
                and not theme.force.is_strong
                and not theme.force.actors()
                and not (theme.force.elements[0].owner or theme.force.elements[0].is_definite)
                and not any(c.kind == "actor" for c in event.agent)
            ):
                return "not plainly a force"
            if rule.needs_number and not (theme.force.counted or theme.force.is_strong):
                return "no counted force"
            if (
                rule.name == "has"
                and event.verb is not None
                and event.verb.aux
                and event.verb.aux[-1] in HAVE
            ):
                return "not a presence"
            if rule.name == "has" and self.w[min(event.after, len(self.w) - 1)].low.endswith("ed"):
                return "not a presence"  # "has angered the militia"
        after = [w.low for w in self.w[event.after : event.region[1]]]
        if rule.name == "masses" and set(after) & report_words("gatherings"):
            return "a meeting, not a massing"
        if rule.action in ("emplace", "deploy") and "within" in after and {"reach", "range"} & set(after):
            return "a reach of weapons, not a place"
        if any(
            self.w[j].low in ("standby", "alert", "readiness", "leave", "notice", "trial", "parade")
            for j in range(event.after, min(event.region[1], event.after + 8))
        ):
            return "a state of readiness, not a movement"
        return None

    def is_system(self, force: Force) -> bool:
        """Whether a weapon system is meant, or a unit that is named by one: "a Patriot battery"."""
        for element in force.elements:
            if element.head.family == "system":
                return True
            if element.head.family != "units" and element.head.word != "installation":
                continue
            if element.head.word.startswith("batter"):
                return True
            for first, _ in element.equipment:
                kit = equipment_at(self.w, first)
                head = head_at(self.w, first)
                if "system" in (kit.family if kit else "", head.family if head else ""):
                    return True
        return False

    def is_none_of(self, event: Event, first: int) -> bool:
        """Whether the phrase at word `first` is of none: "no troops", "none of its troops", "not one"."""
        before = tuple(w.low for w in self.w[max(0, first - 2) : first])
        return (
            self.w[first].low == "no"
            or self.w[event.left[0]].low == "none"
            or before in (("none", "of"), ("not", "one"))
            or before[-1:] == ("not",)
        )

    def tells_of_strength(self, event: Event) -> bool:
        """Whether it is the force that grows, and not its dead, nor what else the verb has for an object."""
        theme = event.theme
        if theme is None or not _LOST.isdisjoint(
            w.low for w in self.w[theme.first : max(event.region[1], event.first)]
        ):
            return False
        follows = self.w[event.after] if event.after < len(self.w) else None
        return (
            theme.first > event.first
            or follows is None
            or self.s.marks.time[event.after]
            or follows.low in PREPOSITIONS
            or follows.low.endswith("ly")
        )

    def leaves_behind(self, event: Event) -> bool:
        """Whether a force is left at a place, and not dead there: "leaving one brigade in X"."""
        theme = event.theme
        assert theme is not None
        assert theme.force is not None
        follows = {w.low for w in self.w[theme.after : event.region[1] + 1]}
        if follows & _HARM:
            return False
        if theme.first < event.first and event.verb is not None and not event.verb.aux:
            # "soldiers left behind in X", and not "soldiers left hospital in X"
            nxt = self.w[event.after].low if event.after < len(self.w) else ""
            return nxt == "behind" or nxt in PREPOSITIONS
        return theme.force.counted is not None or theme.force.elements[0].owner is not None

    def is_assault(self, theme: Chunk) -> bool:
        lows = {w.low for w in self.w[theme.first : theme.after]}
        return bool(lows & {"assault", "storm", "sabotage", "raiding"}) and bool(
            lows & {"group", "groups", "team", "teams", "party", "parties", "squad", "squads"}
        )

    def is_relieved(self, theme: Chunk, event: Event) -> bool:
        """Whether the force is the one before: "replacing the company that had been there"."""
        verb = self.s.verb_at.get(theme.first - 1)
        return (
            verb is not None
            and verb.word != event.first
            and not verb.is_passive
            and verb.entry.lemma in ("replace", "relieve", "succeed")
        )

    def goes_home(self, event: Event) -> bool:
        """Whether a force returns to where it belongs: "return to port", "went back to its barracks"."""
        follows = " ".join(w.low for w in self.w[event.first : event.after + 4])
        return _HOME.search(follows) is not None

    def is_civil(self, event: Event) -> bool:
        theme = event.theme
        assert theme is not None
        assert theme.force is not None
        if any(is_known(a) for a in theme.force.actors()):
            words = {w.low for w in self.w[theme.first : theme.after]}
            return bool(words & {"civilian", "diplomats", "doctors"})
        lo, hi = theme.first, theme.after
        phrase = {w.low for w in self.w[lo:hi]}
        if (phrase | {w.low for w in self.w[hi : hi + 1]}) & _OFF_DUTY:
            return True
        civil = civil_words()
        if any(w.rstrip("s") in civil or w in civil for w in phrase) and not phrase & {"military", "army"}:
            return True
        if not theme.force.is_strong:
            clause = {w.low for w in self.w}
            if any(w.rstrip("s") in civil or w in civil for w in clause) and not clause & military_words():
                return True
        return False

    def is_more(self, event: Event) -> bool:
        """Whether the force adds to one that is there: "an additional 150 soldiers", "another battalion"."""
        theme = event.theme
        assert theme is not None
        assert theme.force is not None
        if any(e.is_more for e in theme.force.elements):
            return True
        lows = [w.low for w in self.w[theme.first : theme.after + 1]]
        return any(
            low in ("additional", "extra", "further", "another", "fresh")
            or (low == "more" and after != "than")
            for low, after in itertools.pairwise(lows)
        )

    def action(self, event: Event) -> Action:
        rule = event.rule
        theme = event.theme
        force = theme.force if theme is not None else None
        lows = {w.low for w in self.w[event.after : event.region[1]]}
        if (
            force is not None
            and rule.more_is_reinforce
            and rule.action in ("deploy", "arrive", "station", "reposition")
        ):
            if force.head.word.startswith("reinforcement"):
                return "reinforce"
            if self.is_more(event) and rule.action in ("deploy", "reposition"):
                return "reinforce"
        if rule.name == "is-stationed" and event.verb is not None and event.verb.entry.lemma == "station":
            return "station"
        if rule.name == "deploys" and event.verb is not None and "permanently" in event.verb.adverbs:
            return "station"
        moves = rule.name == "redeploys" and event.verb is not None and event.verb.entry.lemma == "move"
        if moves and "into" in lows and event.theme is not None and event.theme.first < event.first:
            return "arrive"
        if event.falls_back and self.whereabouts.fallen_back_to(event):
            return "reposition"
        if rule.name == "flies-force" and "from" in lows:
            return "reposition"
        return rule.action
