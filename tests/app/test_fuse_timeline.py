"""The fusion of claims into deployments, drawn: one line a deployment, one column a day."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.fuse.link import lineages
from app.fuse.timeline import fuse
from app.types import Deployment, StoredClaim
from geo.types import Actor
from tests.app.told import (
    AIRPORT,
    BASE,
    BORDER,
    CAPITAL,
    COUNTRY,
    PROVINCE,
    SEA,
    TOWN,
    area,
    claim,
    day,
    denied,
    left,
    on,
    people,
    picture,
    since,
    spot,
)


def one(claims: list[StoredClaim]) -> Deployment:
    (deployment,) = fuse(claims)
    return deployment


# --- stays


def test_an_arrival_opens_a_stay_that_goes_on() -> None:
    claims = [claim(action="arrive", said=5, when=on(4))]
    assert picture(fuse(claims)) == "base ...|================ reported"


def test_without_a_date_the_stay_is_drawn_from_the_report_and_its_start_is_unknown() -> None:
    deployment = one([claim(action="reinforce", said=5)])
    assert picture([deployment]) == "base ....================ reported"
    assert (deployment.start, deployment.start_precision, deployment.end_precision) == (
        None,
        "unknown",
        "open",
    )


def test_a_withdrawal_ends_the_stay() -> None:
    claims = [claim(said=1), left(said=6, when=on(6))]
    assert picture(fuse(claims)) == "base ======.............. ended"


def test_a_withdrawal_without_a_date_has_an_unknown_end_and_is_drawn_to_the_report() -> None:
    deployment = one([claim(said=1), left(said=6)])
    assert (deployment.end, deployment.end_precision, deployment.valid_to) == (None, "unknown", day(6))


def test_the_dated_departure_of_a_report_ends_the_stay_before_its_weightier_undated_one() -> None:
    claims = [
        claim(said=1),
        left(said=8, edition_id=77, stance="confirmed", own_side=True, holder="The ministry"),
        left(said=8, edition_id=77, when=on(6)),
    ]
    assert picture(fuse(claims)) == "base ======.............. ended"


def test_a_return_after_a_withdrawal_is_another_stay() -> None:
    claims = [claim(said=1), left(said=5, when=on(5)), claim(action="arrive", said=12, when=on(11))]
    assert picture(fuse(claims)) == (
        "base =====............... ended\n"
        "base ..........|========= reported"
    )  # fmt: skip


def test_what_a_report_of_a_withdrawal_says_of_the_time_before_opens_no_new_stay() -> None:
    claims = [
        claim(said=1),
        left(said=8, when=on(6), edition_id=77),
        claim(said=8, action="station", edition_id=77),
        claim(said=8, action="station", edition_id=77, when=since(2)),
    ]
    assert picture(fuse(claims)) == "base ======.............. ended"


def test_a_plan_alone_makes_a_planned_deployment() -> None:
    assert picture(fuse([claim(stance="planned", said=3)])) == "base ..~~~~~~~~~~~~~~~~~~ planned"


def test_what_is_said_of_a_day_ahead_is_a_plan() -> None:
    claims = [claim(said=2, when=on(9), own_side=True)]
    assert picture(fuse(claims)) == "base ........~~~~~~~~~~~~ planned"


def test_a_plan_that_comes_true_is_one_deployment_from_its_arrival() -> None:
    claims = [claim(stance="planned", said=2), claim(action="arrive", said=9, when=on(8))]
    deployment = one(claims)
    assert picture([deployment]) == "base .......|============ reported"
    assert deployment.first_reported == day(2)


def test_a_planned_withdrawal_ends_nothing() -> None:
    claims = [claim(said=1), left(said=4, stance="planned", when=on(15))]
    assert picture(fuse(claims)) == "base ==================== reported"


def test_a_withdrawal_told_of_a_day_ahead_ends_nothing() -> None:
    claims = [claim(said=1), left(said=4, when=on(15))]
    assert picture(fuse(claims)) == "base ==================== reported"


def test_an_alleged_withdrawal_ends_nothing() -> None:
    claims = [claim(said=1), left(said=4, stance="alleged")]
    assert picture(fuse(claims)) == "base ==================== reported"


def test_who_denies_leaving_says_that_he_is_there() -> None:
    deployment = one([left(said=4, stance="denied", own_side=True)])
    assert picture([deployment]) == "base ...================= confirmed"
    assert deployment.action == "station"


def test_a_withdrawal_alone_is_a_stay_of_which_only_the_end_is_known() -> None:
    assert picture(fuse([left(said=6, when=on(5))])) == "base ....=............... ended"


def test_a_stretch_of_time_with_both_ends_is_the_stay() -> None:
    claims = [claim(action="station", said=15, when=on(3, 12))]
    assert picture(fuse(claims)) == "base ..|=========........ ended"


def test_the_date_of_a_picture_is_not_the_end_of_what_it_shows() -> None:
    claims = [claim(action="build_up", said=9, when=on(1, 7, precision="week"))]
    assert picture(fuse(claims)) == "base |=================== reported"


def test_of_two_dates_of_arrival_the_earlier_counts_and_an_accuser_does_not_outdo_a_reporter() -> None:
    claims = [
        claim(said=9, when=on(6)),
        claim(said=9, when=on(5)),
        claim(said=9, stance="alleged", when=on(2)),
    ]
    assert one(claims).start == day(5)


def test_who_was_seen_before_the_date_of_arrival_has_an_unknown_start() -> None:
    deployment = one([claim(action="station", said=2), claim(action="reinforce", said=9, when=on(8))])
    assert deployment.start is None
    assert picture([deployment]) == "base .=================== reported"


def test_an_inferred_year_is_marked() -> None:
    assert one([claim(said=9, when=on(7, inferred=True))]).dates_inferred


# --- exercises and patrols


def test_an_exercise_lasts_as_long_as_it_is_reported() -> None:
    claims = [claim(action="exercise", said=4), claim(action="exercise", said=8)]
    assert picture(fuse(claims)) == "base ...=====............ reported"


def test_an_exercise_with_its_dates_is_drawn_on_them() -> None:
    deployment = one([claim(action="exercise", said=2, stance="planned", when=on(5, 9))])
    assert picture([deployment]) == "base ....~~~~~........... planned"
    assert (deployment.start, deployment.end) == (day(5), day(9))


def test_an_exercise_under_way_lasts_until_its_announced_end() -> None:
    announced = claim(action="exercise", said=1, stance="planned", when=on(5, 12))
    assert picture(fuse([announced, claim(action="exercise", said=6, when=since(5))])) == (
        "base ....|=======........ reported"
    )


def test_an_exercise_seen_after_its_announced_end_has_an_unknown_end() -> None:
    announced = claim(action="exercise", said=1, stance="planned", when=on(5, 7))
    deployment = one([announced, claim(action="exercise", said=9)])
    assert (deployment.end, deployment.end_precision, deployment.valid_to) == (None, "unknown", day(9))


def test_exercises_far_apart_are_two() -> None:
    claims = [claim(action="exercise", said=1), claim(action="exercise", said=17)]
    assert picture(fuse(claims)) == (
        "base =................... reported\n"
        "base ................=... reported"
    )  # fmt: skip


def test_an_exercise_is_no_presence_and_a_patrol_is_neither() -> None:
    claims = [
        claim(action="exercise", said=2),
        claim(action="patrol", said=2),
        claim(action="station", said=2),
    ]
    assert len(fuse(claims)) == 3


# --- places


def test_a_claim_on_the_country_supports_the_stay_at_the_base_and_makes_no_dot_beside_it() -> None:
    deployment = one([claim(BASE, said=3), claim(COUNTRY, said=5, source="tribune")])
    assert picture([deployment]) == "base ..================== corroborated"
    assert deployment.footprint == BASE


def test_what_is_said_of_the_country_gives_the_base_no_figure_and_no_date() -> None:
    wider = claim(COUNTRY, said=5, quantity=people(3000), when=since(1))
    deployment = one([claim(BASE, said=3), wider])
    assert (deployment.quantity_min, deployment.start) == (None, None)


def test_a_claim_on_the_country_stands_alone_once_the_base_is_left() -> None:
    claims = [claim(BASE, said=1), left(BASE, said=4, when=on(4)), claim(COUNTRY, said=9)]
    assert picture(fuse(claims)) == (
        "base ====................ ended\n"
        "country ........============ reported"
    )  # fmt: skip


def test_leaving_the_country_ends_the_stay_at_the_base() -> None:
    claims = [claim(BASE, said=1), left(COUNTRY, said=9, when=on(8))]
    assert picture(fuse(claims)) == "base ========............ ended"


def test_some_leaving_the_country_do_not_empty_the_base() -> None:
    claims = [claim(BASE, said=1), left(COUNTRY, said=9, quantity=people(500, 500))]
    assert picture(fuse(claims)) == "base ==================== reported"


def test_a_line_along_the_border_is_not_the_base() -> None:
    claims = [claim(BASE, said=1), claim(BORDER, said=1)]
    assert [d.footprint.name for d in fuse(claims)] in (["base", "border"], ["border", "base"])


def test_a_city_and_the_airport_in_its_circle_are_one_told_at_the_finer_place() -> None:
    deployment = one([claim(CAPITAL, said=1, action="emplace"), claim(AIRPORT, said=1, action="emplace")])
    assert deployment.footprint == AIRPORT


def test_an_airport_outside_the_circle_of_the_city_is_another_place() -> None:
    afar = spot("afar", 44.90, 33.70)
    assert len(fuse([claim(CAPITAL), claim(afar)])) == 2


def test_two_entries_for_one_base_are_one_place() -> None:
    runway = spot("icao", 42.445, 33.785, radius_m=2_500)
    assert len(fuse([claim(BASE), claim(runway)])) == 1


def test_two_towns_near_one_another_are_two_places() -> None:
    near = spot("near", 42.60, 33.84, precision="settlement", radius_m=4_000)
    assert len(fuse([claim(TOWN), claim(near)])) == 2


def test_ships_at_sea_are_not_in_the_port_on_its_shore() -> None:
    port = spot("port", 42.01, 20.0)
    assert len(fuse([claim(SEA), claim(port)])) == 2


def test_a_province_claim_goes_to_the_base_in_it_and_a_country_claim_with_it() -> None:
    assert one([claim(BASE), claim(PROVINCE), claim(COUNTRY)]).footprint == BASE


def test_a_denial_on_a_base_draws_no_country_claims_to_it() -> None:
    claims = [denied(BASE, said=2), claim(COUNTRY, said=2)]
    assert sorted((d.footprint.name, d.status) for d in fuse(claims)) == [
        ("base", "denied"),
        ("country", "reported"),
    ]


def test_two_drawings_of_one_region_are_one_place() -> None:
    wide = area("n", west=39, south=34, east=48, north=37, precision="region")
    slightly_other = area("m", west=39, south=34.2, east=48, north=37, precision="region")
    assert len(fuse([claim(wide), claim(slightly_other)])) == 1


# --- what is said


def test_a_denial_contradicts_and_does_not_delete() -> None:
    deployment = one([claim(stance="alleged", said=2), denied(said=4)])
    assert picture([deployment]) == "base .=================== disputed"
    assert (deployment.claims, deployment.denials) == (1, 1)
    assert [link.role for link in deployment.links] == ["supports", "contradicts"]


def test_a_routine_replacement_told_beside_charge_and_denial_leaves_it_disputed() -> None:
    claims = [
        claim(stance="alleged", action="reinforce", holder="militia"),
        denied(said=1, action="reinforce", holder="an MP"),
        claim(action="rotate", routine=True),
    ]
    assert one(claims).status == "disputed"


def test_figures_that_disagree_stand_as_a_range() -> None:
    deployment = one([claim(quantity=people(3000)), claim(quantity=people(2500, 2500))])
    assert (deployment.quantity_min, deployment.quantity_max, deployment.quantity_unit) == (
        2500,
        None,
        "personnel",
    )


def test_a_draw_down_lowers_the_figures_and_does_not_end_the_stay() -> None:
    deployment = one([claim(said=1, quantity=people(3000, 3200)), left(said=5, quantity=people(500, 500))])
    assert (deployment.quantity_min, deployment.quantity_max) == (2500, 2700)
    assert picture([deployment]) == "base ==================== reported"


def test_a_stay_that_is_over_keeps_the_figures_it_had() -> None:
    claims = [claim(said=1, quantity=people(200, 400)), left(said=5, quantity=people(90, 90)), left(said=9)]
    deployment = one(claims)
    assert (deployment.status, deployment.quantity_min, deployment.quantity_max) == ("ended", 200, 400)


def test_the_force_itself_says_when_it_left() -> None:
    claims = [
        claim(said=1),
        left(said=5, source="weighty", reliability="A"),
        left(said=9, when=on(8), source="plain", reliability="D", own_side=True, holder="The ministry"),
    ]
    assert picture(fuse(claims)) == "base ========............ ended"


@pytest.mark.parametrize("force", ["The last 80 soldiers", "the remaining 80 troops", "آخر 80 جنديا"])
def test_the_departure_of_the_last_ends_the_stay_however_few_they_are(force: str) -> None:
    claims = [
        claim(said=1, quantity=people(250, 250)),
        left(said=6, when=on(6), quantity=people(80, 80), force=force),
    ]
    assert picture(fuse(claims)) == "base ======.............. ended"


def test_two_reports_of_one_draw_down_lower_once() -> None:
    claims = [claim(said=1, quantity=people(3000, 3000))]
    claims += [left(said=n, quantity=people(500, 500)) for n in (5, 6)]
    assert one(claims).quantity_max == 2500


def test_a_reinforcement_counts_what_came_not_what_is_there() -> None:
    claims = [claim(quantity=people(900, 900)), claim(action="reinforce", quantity=people(100, 100))]
    assert one(claims).quantity_min == 900


def test_claims_without_place_or_actor_make_no_deployment() -> None:
    assert fuse([claim(None), claim(actor_id="")]) == ()


def test_invented_claims_never_meet_real_ones() -> None:
    real, sample = fuse([claim(), claim(sample=True)])
    assert {real.sample, sample.sample} == {True, False}
    assert {real.status, sample.status} == {"reported"}
    assert real.key != sample.key


# --- whose force


NAVY = Actor("us-navy", "US Navy", "state_force", "US", parent="us-armed-forces")
MARINES = Actor("us-marines", "US Marines", "state_force", "US", parent="us-armed-forces")
FORCES = Actor("us-armed-forces", "US forces", "state_force", "US")
BRIGADE = Actor("brigade", "A brigade", "militia", "IQ", parent="us-armed-forces", sponsor="ir-irgc")
LINES = lineages([NAVY, MARINES, FORCES, BRIGADE])


def whose(*actors: Actor) -> list[str]:
    told = [claim(actor_id=actor.id, actor_name=actor.name) for actor in actors]
    return sorted(deployment.actor_id for deployment in fuse(told, lineages=LINES))


def test_a_branch_alone_keeps_its_name() -> None:
    assert whose(MARINES, MARINES) == ["us-marines"]


def test_branches_at_one_place_are_one_deployment_of_the_whole() -> None:
    assert whose(MARINES, FORCES) == ["us-armed-forces"]
    assert whose(MARINES, NAVY) == ["us-armed-forces"]


def test_a_militia_is_no_branch_of_who_leads_or_backs_it() -> None:
    assert whose(BRIGADE, FORCES) == ["brigade", "us-armed-forces"]


# --- properties


PLACES = (BASE, TOWN, CAPITAL, AIRPORT, PROVINCE, COUNTRY, SEA, BORDER, None)


@st.composite
def tellings(draw: st.DrawFn) -> list[StoredClaim]:
    told = []
    for number in range(1, draw(st.integers(1, 9)) + 1):
        said = draw(st.integers(5, 40))
        start = draw(st.integers(1, 40))
        when = draw(st.sampled_from([None, on(start), on(start, start + 8), since(start)]))
        told.append(
            claim(
                draw(st.sampled_from(PLACES)),
                id=number,
                edition_id=draw(st.integers(1, 4)),
                said=said,
                when=when,
                action=draw(
                    st.sampled_from(["deploy", "reinforce", "station", "withdraw", "exercise", "patrol"])
                ),
                stance=draw(
                    st.sampled_from(["asserted", "asserted", "alleged", "denied", "confirmed", "planned"])
                ),
                own_side=draw(st.booleans()),
                reliability=draw(st.sampled_from("ABF")),
                origin=draw(st.sampled_from("pqr")),
                quantity=draw(st.sampled_from([None, people(10, 20), people(100), people(None, 50)])),
                holder=draw(st.sampled_from([None, "Ann Other", "officials"])),
                actor_id=draw(st.sampled_from(["us-armed-forces", "us-marines", "brigade"])),
            )
        )
    return told


def uncounted(deployment: Deployment) -> Deployment:
    return replace(deployment, claims=0, denials=0, links=())


def without_links(deployments: tuple[Deployment, ...]) -> list[Deployment]:
    return [replace(d, links=()) for d in deployments]


@given(tellings(), st.randoms())
@settings(max_examples=150, deadline=None)
def test_the_order_of_arrival_does_not_matter(claims: list[StoredClaim], random: Random) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert fuse(shuffled, lineages=LINES) == fuse(claims, lineages=LINES)
    # another order of arrival gives other ids, too
    ids = list(range(101, 101 + len(claims)))
    random.shuffle(ids)
    renumbered = [replace(c, id=n) for c, n in zip(claims, ids, strict=True)]
    assert without_links(fuse(renumbered, lineages=LINES)) == without_links(fuse(claims, lineages=LINES))


@given(tellings(), st.data())
@settings(max_examples=150, deadline=None)
def test_a_reprint_changes_no_status_no_figure_and_no_day(
    claims: list[StoredClaim], data: st.DataObject
) -> None:
    chosen = data.draw(st.sampled_from(claims))
    reprint = replace(chosen, id=99)
    before = fuse(claims, lineages=LINES)
    after = fuse([*claims, reprint], lineages=LINES)
    assert [uncounted(d) for d in after] == [uncounted(d) for d in before]
    assert fuse([*claims, chosen], lineages=LINES) == before


@given(tellings(), tellings())
@settings(max_examples=50, deadline=None)
def test_taking_a_report_back_restores_what_was(claims: list[StoredClaim], more: list[StoredClaim]) -> None:
    later = [replace(c, id=c.id + 50) for c in more]
    before = fuse(claims, lineages=LINES)
    fuse([*claims, *later], lineages=LINES)
    assert fuse(claims, lineages=LINES) == before


@given(tellings())
@settings(max_examples=150, deadline=None)
def test_every_deployment_has_claims_and_every_claim_is_in_one_at_most(claims: list[StoredClaim]) -> None:
    deployments = fuse(claims, lineages=LINES)
    linked = [link.claim_id for d in deployments for link in d.links]
    assert len(linked) == len(set(linked))
    assert all(d.links for d in deployments)
    placed = {c.id for c in claims if c.footprint is not None}
    assert set(linked) == placed
    assert len({d.id for d in deployments}) == len(deployments)


@given(tellings())
@settings(max_examples=150, deadline=None)
def test_stays_of_one_key_never_overlap_and_none_ends_before_it_begins(claims: list[StoredClaim]) -> None:
    by_key: dict[str, list[Deployment]] = {}
    for deployment in fuse(claims, lineages=LINES):
        assert deployment.valid_to is None or deployment.valid_from <= deployment.valid_to
        by_key.setdefault(deployment.key, []).append(deployment)
    for stays in by_key.values():
        ordered = sorted(stays, key=lambda d: d.valid_from)
        for earlier, later in pairwise(ordered):
            assert earlier.valid_to is not None
            assert earlier.valid_to < later.valid_from


def test_six_claims_in_every_order_give_the_same_deployments() -> None:
    claims = [
        claim(BASE, said=2),
        claim(COUNTRY, said=3, stance="alleged"),
        left(BASE, said=6, when=on(6)),
        claim(BASE, said=11),
        denied(BASE, said=12),
        claim(PROVINCE, said=13, quantity=people(10, 20)),
    ]
    assert len({fuse(order) for order in permutations(claims)}) == 1
