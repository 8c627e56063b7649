"""Time expressions: what days they mean, and how a claim of an action is dated by them."""

from __future__ import annotations

from datetime import date

import pytest

from geo import Gazetteer
from geo.claims.times import TimeMention, mentions, when
from geo.types import Action, Language
from tests.geo.claim_reading import claims_of

WEDNESDAY = date(2024, 5, 15)


def read(text: str, *, published: date | None = WEDNESDAY, language: Language = "en") -> list[TimeMention]:
    return mentions(text, offset=0, published=published, language=language)


def dated(text: str, action: Action = "arrive", *, is_future: bool = False, language: Language = "en") -> str:
    """The interval as `start/end`, with `..` for an open or unknown end."""
    found = read(text, language=language)
    assert len(found) == 1, f"{text!r} holds {len(found)} times"
    made = when(found[0], action, is_future=is_future)
    return f"{made.start or '..'}/{made.end or '..'}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("landed on 7 August 2023", "2023-08-07/2023-08-07"),
        ("landed on August 7, 2023", "2023-08-07/2023-08-07"),
        ("landed on 2023-08-07", "2023-08-07/2023-08-07"),
        ("landed on 7 May", "2024-05-07/2024-05-07"),
        ("landed on 20 December", "2023-12-20/2023-12-20"),
        ("landed on Monday", "2024-05-13/2024-05-13"),
        ("landed on Wednesday", "2024-05-15/2024-05-15"),
        ("landed yesterday", "2024-05-14/2024-05-14"),
        ("landed overnight", "2024-05-14/2024-05-15"),
        ("landed last week", "2024-05-06/2024-05-12"),
        ("landed last month", "2024-04-01/2024-04-30"),
        ("landed in March", "2024-03-01/2024-03-31"),
        ("landed in mid-March 2022", "2022-03-01/2022-03-31"),
        ("landed two days ago", "2024-05-13/2024-05-13"),
        ("landed in 2021", "2021-01-01/2021-12-31"),
        ("landed in the first week of April", "2024-04-01/2024-04-07"),
        ("patrolled from 3 to 9 May", "2024-05-03/2024-05-09"),
        ("patrolled from 28 April to 3 May", "2024-04-28/2024-05-03"),
        ("patrolled from May 3-9", "2024-05-03/2024-05-09"),
        ("landed on Tuesday, 14 May", "2024-05-14/2024-05-14"),
        ("landed on Tuesday, May 14, 2024", "2024-05-14/2024-05-14"),
        ("landed late on Tuesday", "2024-05-14/2024-05-14"),
        ("landed at dawn on Friday", "2024-05-10/2024-05-10"),
        ("landed in the early hours of Tuesday", "2024-05-14/2024-05-14"),
        ("landed at 5 p.m. on Monday", "2024-05-13/2024-05-13"),
        ("landed on Tuesday night", "2024-05-14/2024-05-15"),
        ("landed on Wednesday night", "2024-05-08/2024-05-09"),
        ("landed on the night of 3 May", "2024-05-03/2024-05-04"),
        ("landed overnight into Tuesday", "2024-05-13/2024-05-14"),
        ("landed last Monday", "2024-05-13/2024-05-13"),
        ("landed the day before yesterday", "2024-05-13/2024-05-13"),
        ("patrolled from Monday to Wednesday", "2024-05-13/2024-05-15"),
        ("patrolled between 6 a.m. Monday and 6 a.m. Tuesday", "2024-05-13/2024-05-14"),
        ("patrolled in the 24 hours to 6am on Tuesday", "2024-05-13/2024-05-14"),
        ("patrolled in the 24 hours to 6 a.m. on 12 May", "2024-05-11/2024-05-12"),
        ("patrolled in the past 24 hours", "2024-05-14/2024-05-15"),
        ("patrolled over the past two weeks", "2024-05-01/2024-05-15"),
        ("landed a week ago", "2024-05-06/2024-05-12"),
        ("landed three months ago", "2024-02-01/2024-02-29"),
        ("landed earlier this month", "2024-05-01/2024-05-31"),
        ("landed late last month", "2024-04-01/2024-04-30"),
        ("landed in late last year", "2023-01-01/2023-12-31"),
        ("landed in the first half of 2023", "2023-01-01/2023-06-30"),
        ("landed in the second quarter of last year", "2023-04-01/2023-06-30"),
        ("landed in the first half of April", "2024-04-01/2024-04-30"),
        ("landed in the spring of 2023", "2023-03-01/2023-05-31"),
        ("landed last summer", "2023-06-01/2023-08-31"),
        ("landed in the week of 6 May", "2024-05-06/2024-05-12"),
        ("landed early in 2022", "2022-01-01/2022-12-31"),
        ("fought there between 2014 and 2021", "2014-01-01/2021-12-31"),
        ("landed in March of last year", "2023-03-01/2023-03-31"),
        ("landed on 12/03/2024", "2024-03-12/2024-03-12"),
        ("landed on 03/25/2024", "2024-03-25/2024-03-25"),
        ("landed on 12.03.2024", "2024-03-12/2024-03-12"),
        ("landed on Feb. 3", "2024-02-03/2024-02-03"),
        ("seen up until 6 a.m. today", "../2024-05-15"),
        ("landed in January and February", "2024-01-01/2024-02-29"),
        ("landed between 28 April and 2 May", "2024-04-28/2024-05-02"),
    ],
)
def test_an_event_lies_within_its_time(text: str, expected: str) -> None:
    assert dated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("stationed since 2017", "2017-01-01/.."),
        ("sent last week", "2024-05-06/.."),
        ("sent at the weekend", "2024-05-11/.."),
        ("kept there from 3 to 9 May", "2024-05-03/2024-05-09"),
        ("kept there until 31 December 2024", "../2024-12-31"),
        ("kept there through June 2026", "../2026-06-30"),
        ("stationed since autumn 2020", "2020-09-01/.."),
        ("stationed since the weekend", "2024-05-11/.."),
        ("stationed since the beginning of the year", "2024-01-01/.."),
        ("stationed for the past two weeks", "2024-05-01/.."),
        ("sent on Tuesday night", "2024-05-14/.."),
        ("sent by 30 April", "2024-04-30/.."),
    ],
)
def test_a_stay_is_dated_at_its_beginning(text: str, expected: str) -> None:
    assert dated(text, "deploy") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("will leave by Friday", "../2024-05-17"),
        ("will leave next week", "2024-05-20/2024-05-26"),
        ("will leave by 30 June", "../2024-06-30"),
        ("will leave on Monday", "2024-05-20/2024-05-20"),
        ("will leave in the coming days", "2024-05-01/2024-05-31"),
        ("will leave before the end of the year", "../2024-12-31"),
        ("will leave by year's end", "../2024-12-31"),
        ("will leave within 48 hours", "../2024-05-17"),
        ("will leave in two weeks' time", "2024-05-29/2024-05-29"),
        ("will leave this autumn", "2024-09-01/2024-11-30"),
        ("will leave in the second half of next year", "2025-07-01/2025-12-31"),
        ("will leave this coming Friday", "2024-05-17/2024-05-17"),
        ("will leave in the days ahead", "2024-05-01/2024-05-31"),
        ("will leave on Friday night", "2024-05-17/2024-05-18"),
        ("will leave starting from tomorrow", "2024-05-16/.."),
        ("will leave with effect from 1 June", "2024-06-01/.."),
    ],
)
def test_what_is_planned_is_sought_ahead(text: str, expected: str) -> None:
    assert dated(text, "withdraw", is_future=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصلت يوم الاثنين", "2024-05-13/2024-05-13"),
        ("وصلت مساء الأحد", "2024-05-12/2024-05-12"),
        ("وصلت في 7 آب 2023", "2023-08-07/2023-08-07"),
        ("وصلت في 7 أغسطس 2023", "2023-08-07/2023-08-07"),
        ("وصلت الأسبوع الماضي", "2024-05-06/2024-05-12"),
        ("وصلت أمس", "2024-05-14/2024-05-14"),
        ("جرت من 15 إلى 20 آذار/مارس", "2024-03-15/2024-03-20"),
        ("وصلت في ٧ أغسطس ٢٠٢٣", "2023-08-07/2023-08-07"),
    ],
)
def test_arabic_dates_have_both_sets_of_months(text: str, expected: str) -> None:
    assert dated(text, language="ar") == expected


def test_a_year_worked_out_from_the_publication_is_marked() -> None:
    assert read("landed on 7 May")[0].inferred
    assert not read("landed on 7 May 2024")[0].inferred


def test_without_a_publication_date_a_weekday_means_nothing() -> None:
    assert read("landed on Monday", published=None) == []
    assert len(read("landed in 2021", published=None)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "it may leave",
        "they march on",
        "2000 troops",
        "the 47th Brigade",
        "31 April 2024",
        "every Monday",
        "each Friday",
        "the second time this year",
        "in the summer offensive",
        "up from 1,000 a year ago",
        "down from 430 two years ago",
        "3/4 of the men",
        "several days ago",
        "in recent days",
        "over two years",
        "the spring offensive",
    ],
)
def test_words_that_only_look_like_dates_are_left_alone(text: str) -> None:
    assert read(text) == []


def test_a_day_beside_another_is_counted_from_it() -> None:
    (monday,) = read("on Monday")
    (found,) = mentions("the next day", offset=0, published=WEDNESDAY, language="en", last=monday)
    assert (found.past.first, found.past.last) == (date(2024, 5, 14), date(2024, 5, 14))
    (found,) = mentions("a day earlier", offset=0, published=WEDNESDAY, language="en", last=monday)
    assert found.past.first == date(2024, 5, 12)
    assert read("the next day") == []


def test_what_is_since_a_time_is_past_in_every_tense() -> None:
    assert dated("has been there since Friday", "station", is_future=True) == "2024-05-10/.."


def test_spans_point_at_the_words() -> None:
    text = "They landed on Monday."
    mention = mentions(text, offset=0, published=WEDNESDAY, language="en")[0]
    assert text[mention.span.start : mention.span.end] == "on Monday"


def test_until_tells_the_end_of_a_stay(gazetteer: Gazetteer) -> None:
    (claim,) = claims_of("Danish soldiers will remain in Narva until the end of the year.", gazetteer)
    assert claim.when is not None
    assert (claim.when.start, str(claim.when.end)) == (None, "2024-12-31")


def test_how_often_is_no_date(gazetteer: Gazetteer) -> None:
    (claim,) = claims_of("Denmark sent soldiers to Mali for the second time this year.", gazetteer)
    assert claim.when is None


def when_of(text: str, gazetteer: Gazetteer) -> list[str]:
    return [
        f"{claim.action} {claim.when.start or '..'}/{claim.when.end or '..'}"
        if claim.when
        else f"{claim.action} undated"
        for claim in claims_of(text, gazetteer)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "On Monday, Egypt sent 200 soldiers to Rafah.",
            ["deploy 2024-05-13/.."],
        ),
        (
            "Spain's battery has stood at Incirlik since 2015 and will stay until June 2026.",
            ["station 2015-01-01/2026-06-30"],
        ),
        (
            "Satellite photos, taken in mid-April, show Russian forces building two bases near Latakia.",
            ["build_up 2024-04-01/2024-04-30"],
        ),
        (
            "Six Russian frigates are moored at Tartus, pictures taken on 9 May show.",
            ["station 2024-05-09/2024-05-09"],
        ),
        (
            "Fourteen Chinese aircraft operating around Taiwan were detected on Monday.",
            ["patrol 2024-05-13/2024-05-13"],
        ),
        (
            "Tuesday's arrival of 300 French soldiers in Bangui was peaceful.",
            ["arrive 2024-05-14/2024-05-14"],
        ),
        (
            "Kenyan police said on Tuesday that 200 soldiers were deployed to Garissa on Saturday.",
            ["deploy 2024-05-11/.."],
        ),
        (
            "The British navy will deploy two frigates to the Red Sea within 48 hours.",
            ["deploy 2024-05-17/.."],
        ),
        (
            "The frigate HMS Diamond left Gibraltar on Monday and is sailing for the Red Sea.",
            ["withdraw 2024-05-13/2024-05-13", "deploy 2024-05-13/.."],
        ),
        (
            "Between 3 and 9 March six Chinese bombers and ten fighters flew over the Bashi Channel.",
            ["patrol 2024-03-03/2024-03-09"],
        ),
        (
            "In the first week of May, Ukraine sent a regiment to the Kharkiv region.",
            ["deploy 2024-05-01/.."],
        ),
    ],
)
def test_which_time_is_the_event_s(text: str, expected: list[str], gazetteer: Gazetteer) -> None:
    assert when_of(text, gazetteer) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Polish ministry said on Monday it had sent 300 soldiers to Latvia.",
        "The Polish ministry on Monday said it had sent 300 soldiers to Latvia.",
        "On Monday the Polish ministry said it had sent 300 soldiers to Latvia.",
        "US troops entered Hasakah for the first time since 2019.",
        "Monday's attack came as Turkey sent 300 soldiers to Idlib.",
        "The minister, who visited Kyiv on Friday, said Germany had sent 30 tanks to Lithuania.",
        "Canada now has 1,900 soldiers in Latvia, up from 1,000 a year ago.",
        "The Typhon launcher that the U.S. Army flew in for an exercise in April stays in the Philippines.",
    ],
)
def test_the_time_of_something_else_dates_no_claim(text: str, gazetteer: Gazetteer) -> None:
    claims = claims_of(text, gazetteer)
    assert claims
    assert all(claim.when is None for claim in claims if claim.action != "exercise")


def test_what_was_generations_ago_is_no_claim(gazetteer: Gazetteer) -> None:
    assert claims_of("In 1943 some 5,000 Italian soldiers were stationed on Kefalonia.", gazetteer) == ()
    assert claims_of("In 2023 some 500 Italian soldiers were stationed on Kefalonia.", gazetteer)
    assert claims_of("Russian soldiers have been stationed in Gyumri since 1992.", gazetteer)
