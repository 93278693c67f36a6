"""The rows of leaving, copies and erasures that could leak."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from entrepairs.core.secret_links import digest
from entrepairs.rights.models import (
    ANSWER_WITHIN,
    Breach,
    DataRequest,
    Departure,
    Erasure,
    Export,
    RetentionChange,
    RetentionRun,
)

NOW = timezone.now()
type Rows = dict[str, Any]


def rights(rows: Rows) -> None:
    """Yann left and may come back, Nadia's name is gone, Omar is to be erased, Rosa
    is told that she did not come for long; Farid has a copy."""
    week = NOW + timedelta(days=7)
    leave, erase = Departure.Kind.LEAVE, Departure.Kind.ERASE
    rows["yann_leaves"] = Departure.objects.create(person=rows["yann"], kind=leave, due_at=week)
    rows["nadia_left"] = Departure.objects.create(
        person=rows["nadia"], kind=leave, due_at=NOW - timedelta(days=1), settled_at=NOW
    )
    rows["omar_erases"] = Departure.objects.create(person=rows["omar"], kind=erase, due_at=week)
    rows["rosa_is_warned"] = Departure.objects.create(
        person=rows["rosa"], kind=Departure.Kind.IDLE, due_at=week
    )
    rows["copy_of_farid"] = Export.objects.create(
        person=rows["farid"],
        digest=digest("a-copy"),
        total=1,
        done=1,
        ready_at=NOW,
        until=week,
        place="ab/nowhere",
    )
    rows["copy_of_bruno"] = Export.objects.create(person=rows["bruno"], digest=digest("another"))
    rows["erasure"] = Erasure.objects.create(
        digest=digest("gone"), door=digest("certificate"), until=week
    )
    rows["forgotten"] = RetentionRun.objects.create(rule="account", day=NOW, number=1)
    rows["retention"] = RetentionChange.objects.create(
        rule="account", months=36, reason="Décision du bureau"
    )
    registers(rows)


def registers(rows: Rows) -> None:
    """Bruno asks here; Claire noted what David's guardian asks, what Omar asks on paper, and Eve
    something of Farid's, who is in no organisation of hers. One breach was told to people."""
    due = {"due_at": NOW + ANSWER_WITHIN, "words": "mots"}
    paper = {"on_paper": True, "noted_by": rows["claire"], **due}
    rows["request_of_bruno"] = DataRequest.objects.create(
        person=rows["bruno"], kind="correct", **due
    )
    rows["guardian_asks_for_david"] = DataRequest.objects.create(
        person=rows["david"], kind="erase", standing="guardian", **paper
    )
    rows["omar_asks_on_paper"] = DataRequest.objects.create(
        person=rows["omar"], kind="access", **paper
    )
    rows["eve_noted_of_farid"] = DataRequest.objects.create(
        person=rows["farid"], kind="object", **paper | {"noted_by": rows["eve"]}
    )
    happened = {"what": "x", "data": "x", "people": 3, "risk": "some", "found_at": NOW}
    rows["breach_told"] = Breach.objects.create(told_people_at=NOW, **happened)
    rows["breach_untold"] = Breach.objects.create(**happened)
