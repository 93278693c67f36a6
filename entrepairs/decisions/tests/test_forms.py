"""The form of a proposal comes back with what is wrong, whatever is wrong with it."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.utils import timezone

from entrepairs.decisions.forms import AmendForm, ProposalForm

WRONG = [
    ({"closes_on": -1}, {"closes_on"}),
    ({"closes_on": 3_000, "review_on": 10}, {"closes_on", "review_on"}),
    ({"questions_until": -2, "closes_on": 10, "review_on": 20}, {"questions_until"}),
    ({"closes_on": 10, "review_on": 10}, {"review_on"}),
    ({"questions_until": 10, "closes_on": 5, "review_on": 3}, {"closes_on", "review_on"}),
]


@pytest.mark.parametrize("form", [ProposalForm, AmendForm])
@pytest.mark.parametrize(("days", "wrong"), WRONG)
def test_days_that_do_not_go_together_are_named(
    form: type, days: dict[str, int], wrong: set[str]
) -> None:
    today = timezone.localdate()
    sent: dict[str, Any] = {
        "title": "Le dimanche",
        "words": "Ouvrir",
        "review_on": today + dt.timedelta(40),
    }
    sent["once"] = uuid.uuid4()
    sent |= {name: today + dt.timedelta(number) for name, number in days.items()}
    assert set(form({name: str(value) for name, value in sent.items()}).errors) == wrong
