"""Dates, durations and figures as each language writes them."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.template import engines
from django.utils import timezone, translation

from entrepairs.ui import formats

PARIS = ZoneInfo("Europe/Paris")
NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=PARIS)


@pytest.fixture(autouse=True)
def _a_sunday_at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def said(function: Callable[..., str], *values: Any, language: str = "fr") -> str:
    with translation.override(language):
        return function(*values).replace("\u00a0", " ").replace("\u202f", " ")


def test_a_day_is_written_out_and_has_its_year_only_when_it_is_another() -> None:
    day = dt.date(2026, 11, 17)
    assert said(formats.day, day) == "mardi 17 novembre"
    assert said(formats.day, day, language="en") == "Tuesday 17 November"
    assert said(formats.day, dt.date(2025, 12, 1)) == "lundi 1er décembre 2025"
    assert said(formats.day_short, day) == "17 nov."
    assert said(formats.day_short, day, language="en") == "17 Nov"


def test_a_time_is_read_on_the_clock_of_the_place() -> None:
    at = dt.datetime(2026, 11, 17, 17, 4, tzinfo=dt.UTC)
    assert said(formats.clock, at) == "18 h 04"
    assert said(formats.clock, at, language="en") == "18:04"
    assert said(formats.clock, dt.time(14)) == "14 h"
    assert said(formats.day_clock, at) == "mardi 17 novembre à 18 h 04"
    assert said(formats.day_clock, at, language="en") == "Tuesday 17 November at 18:04"


def test_what_is_near_is_named_by_its_distance() -> None:
    assert said(formats.near, NOW - dt.timedelta(hours=1)) == "11 h"
    assert said(formats.near, NOW - dt.timedelta(days=1)) == "hier, 12 h"
    assert said(formats.near, NOW + dt.timedelta(days=1)) == "demain, 12 h"
    assert (
        said(formats.near, NOW - dt.timedelta(days=5), language="en")
        == "Tuesday 17 November, 12:00"
    )
    assert said(formats.near, NOW.date()) == "aujourd’hui"


@pytest.mark.parametrize(
    ("away", "french", "english"),
    [
        (dt.timedelta(seconds=-20), "à l’instant", "just now"),
        (dt.timedelta(minutes=-5), "il y a 5 minutes", "5 minutes ago"),
        (dt.timedelta(hours=-3), "il y a 3 heures", "3 hours ago"),
        (dt.timedelta(days=-1), "hier", "yesterday"),
        (dt.timedelta(days=2), "dans 2 jours", "in 2 days"),
        (dt.timedelta(days=-30), "il y a 4 semaines", "4 weeks ago"),
        (dt.timedelta(days=-213), "il y a 7 mois", "7 months ago"),
        (dt.timedelta(days=-1000), "il y a 3 ans", "3 years ago"),
    ],
)
def test_how_long_ago(away: dt.timedelta, french: str, english: str) -> None:
    assert said(formats.ago, NOW + away) == french
    assert said(formats.ago, NOW + away, language="en") == english


def test_yesterday_evening_is_yesterday_even_twelve_hours_ago() -> None:
    assert said(formats.ago, NOW - dt.timedelta(hours=13)) == "hier"


@pytest.mark.parametrize(
    ("amount", "words"),
    [(0, "0 min"), (45, "45 min"), (60, "1 h"), (135, "2 h 15"), (665, "11 h 05")],
)
def test_minutes_are_said_as_hours(amount: int, words: str) -> None:
    assert said(formats.minutes, amount) == words


def test_a_share_has_a_space_in_french_only() -> None:
    assert said(formats.percent, 46.4) == "46 %"
    assert said(formats.percent, 46.4, language="en") == "46%"


def test_lines_do_not_break_inside_a_time_or_a_figure() -> None:
    with translation.override("fr"):
        assert not {" "} & set(formats.clock(NOW) + formats.minutes(135) + formats.percent(46))


def test_templates_say_the_same() -> None:
    template = engines["jinja"].from_string(
        '{% from "ui/components.html" import moment %}'
        "{{ at|day }} {{ at|clock }} {{ 90|minutes }} {{ 50|percent }} {{ moment(at) }}"
    )
    with translation.override("fr"):
        text = template.render({"at": NOW}).replace("\u00a0", " ")
    assert text == (
        'dimanche 22 novembre 12 h 1 h 30 50 % <time datetime="2026-11-22T12:00+01:00">12 h</time>'
    )
