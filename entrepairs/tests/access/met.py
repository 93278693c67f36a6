"""The rows of meetings, and of what each brought, that could leak."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from entrepairs.meetings.models import Contribution, Meeting
from entrepairs.vocabulary.models import Concept

NOW = timezone.now()
AGO = NOW - timedelta(days=100)
type Rows = dict[str, Any]


def meetings(rows: Rows) -> None:
    amel, bruno = rows["amel"], rows["bruno"]
    asked: Any = {"means": "phone", "asked_by": amel, "proposed_by": amel}
    agreed: Any = {
        "proposed_at": AGO - timedelta(days=3),
        "agreed_by": bruno,
        "agreed_at": AGO - timedelta(days=2),
        "held": True,
    }
    rows["pair_meeting"] = Meeting.objects.create(
        circle=rows["pair"], starts_at=AGO, **asked, **agreed
    )
    rows["group_meeting_then"] = Meeting.objects.create(
        circle=rows["group"], starts_at=AGO, **asked, proposed_at=AGO
    )
    rows["group_meeting_now"] = Meeting.objects.create(
        circle=rows["group"], starts_at=NOW, **asked, proposed_at=NOW
    )
    rows["coming_meeting"] = Meeting.objects.create(
        circle=rows["pair"], starts_at=NOW + timedelta(days=3), **asked, proposed_at=AGO
    )
    rows["cancelled_meeting"] = Meeting.objects.create(
        circle=rows["pair"],
        starts_at=NOW + timedelta(days=4),
        **asked,
        proposed_at=AGO,
        cancelled_by=bruno,
        cancelled_at=AGO,
    )
    rows["uncounted_meeting"] = Meeting.objects.create(
        circle=rows["pair"], starts_at=AGO, **asked, **agreed, uncounted_by=bruno, uncounted_at=NOW
    )


def contributions(rows: Rows) -> None:
    amel, bruno = rows["amel"], rows["bruno"]
    noted: Any = {
        "circle": rows["pair"],
        "giver": amel,
        "receiver": bruno,
        "noted_by": amel,
        "minutes": 30,
        "at": AGO,
    }
    kinds = Concept.objects.filter(scheme="contribution")
    rows["contribution"] = Contribution.objects.create(
        meeting=rows["pair_meeting"], kind=kinds[0], **noted
    )
    rows["confirmed_contribution"] = Contribution.objects.create(
        meeting=rows["pair_meeting"], kind=kinds[1], confirmed_by=bruno, confirmed_at=NOW, **noted
    )
    rows["uncounted_contribution"] = Contribution.objects.create(
        meeting=rows["uncounted_meeting"],
        kind=kinds[0],
        confirmed_by=bruno,
        confirmed_at=NOW,
        **noted,
    )
