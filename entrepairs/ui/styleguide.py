"""What the style guide shows: every component, with made-up words."""

import datetime as dt
from typing import Any, NamedTuple

from django import forms as django_forms
from django.http import HttpRequest
from django.utils import timezone

from entrepairs.core.paging import Page
from entrepairs.ui import forms
from entrepairs.ui.sliders import SliderWidget

KINDS = [
    ("listening", "listening"),
    ("papers", "papers"),
    ("lifts", "lifts"),
    ("walking", "walking"),
]


class Amount(NamedTuple):
    """What was given and received of one kind, or in one month, in minutes."""

    label: str
    given: int
    received: int
    first: dt.date = dt.date(2026, 1, 1)


class Cell(NamedTuple):
    """One third of a day of a usual week."""

    look: str
    words: str
    url: str = ""
    press: str = ""


MONTHS = [(60, 110), (75, 150), (50, 180), (90, 160), (120, 130), (180, 120), (140, 150)]
CELLS = [
    Cell("mine", "you"),
    Cell("theirs", "Bruno"),
    Cell("both", "you both", "#", "you both: suggest a meeting, Wednesday morning"),
    Cell("", "nobody"),
]
EXAMPLE_MAP = {
    "ground": "M4 5h22v3h-22zM2 8h26v10h-26z",
    "dots": [(9, 9, 3), (20, 14, 1), (14, 6, 0)],
    "towns": ["Here", "There"],
    "elsewhere": ["Far away"],
    "pins": [
        {"column": 9, "row": 9, "number": 3, "name": "Here (3)", "leftwards": False},
        {"column": 20, "row": 14, "number": 1, "name": "There", "leftwards": True},
        {"column": 14, "row": 6, "number": 0, "name": "A large town", "leftwards": False},
    ],
}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def charts() -> dict[str, Any]:
    """What the charts are drawn of."""
    return {
        "months": [
            Amount("", *ways, first=dt.date(2026, month, 1))
            for month, ways in enumerate(MONTHS, start=1)
        ],
        "amounts": [
            Amount("listening", 420, 300),
            Amount("encouragement", 360, 60),
            Amount("lifts", 0, 240),
        ],
        "shares": [("k0", "What both lived through", 3), ("k1", "What each looks for", 2)],
        "map": EXAMPLE_MAP,
        "week_days": [
            (name, [CELLS[(day + third) % len(CELLS)] for third in range(3)])
            for day, name in enumerate(DAYS)
        ],
    }


class Example(forms.Form):
    name = django_forms.CharField(
        label="What shall we call you?", help_text="Any name you like.", max_length=60
    )
    words = django_forms.CharField(
        label="A few words", widget=django_forms.Textarea, required=False
    )
    kind = django_forms.ChoiceField(
        label="What mattered most?", choices=KINDS, widget=django_forms.RadioSelect
    )
    kinds = django_forms.MultipleChoiceField(
        label="What was there?",
        help_text="As many as you like.",
        choices=KINDS,
        widget=django_forms.CheckboxSelectMultiple,
    )
    weight = django_forms.FloatField(
        label="How much it counts",
        min_value=0,
        max_value=5,
        widget=SliderWidget(label="How much it counts", least=0, most=5, step=0.1),
    )
    day = forms.DayField(label="Day")
    at = forms.ClockField(label="Time")
    where = django_forms.ChoiceField(label="Where", choices=[("", "—"), *KINDS], required=False)
    agree = django_forms.BooleanField(
        label="I agree", help_text="You can change your mind at any time."
    )


def context(request: HttpRequest) -> dict[str, Any]:
    now = timezone.now()
    moments = [
        dt.timedelta(),
        dt.timedelta(minutes=-5),
        dt.timedelta(days=-1),
        dt.timedelta(days=2),
        dt.timedelta(-210),
    ]
    return {
        "form": Example(initial={"kind": "papers", "kinds": ["papers"], "weight": 3}),
        "wrong": Example({"name": "", "kinds": ["lifts"], "day": ""}, auto_id="wrong_%s"),
        "moments": [now + moment for moment in moments],
        "page": Page([], number=2, more=True),
        "keys": [f"person-{number}" for number in range(18)],
        "now": now,
        **charts(),
    }
