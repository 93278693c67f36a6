"""The rows of decisions that could leak."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from entrepairs.decisions.models import (
    Answer,
    Answered,
    Coming,
    Date,
    Decision,
    NamelessAnswer,
    Poll,
    Remark,
    Version,
)
from entrepairs.meetings.models import Meeting
from entrepairs.people.models import Circle, Person

NOW = timezone.now()
DAY = timedelta(days=1)
type Rows = dict[str, Any]


def decisions(rows: Rows) -> None:
    """In the group that is shown, Eve and Farid decide, Bruno visits, Nadia did, and Claire's
    organisation sponsors it: one proposal is open, one is closed, one was taken back. In the group
    of Amel, Claire and David one is open, of which they think, and one is closed."""
    shown, eve, farid = rows["shown_circle"], rows["eve"], rows["farid"]
    proposal(rows, "open", shown, farid, NOW - DAY)
    proposal(rows, "closed", shown, farid, NOW - 20 * DAY)
    proposal(rows, "hidden", shown, farid, NOW - DAY, withdrawn_at=NOW, hidden=True)
    group = rows["group"]
    proposal(rows, "group", group, rows["amel"], NOW - DAY)
    proposal(rows, "group_closed", group, rows["amel"], NOW - 20 * DAY)
    rows["eve_has_answered"] = answer(rows, "open", eve, "fine", "eve_answers")
    answer(rows, "open", farid, "objection")
    rows["nameless_in_open"] = NamelessAnswer.objects.get(version=rows["open_version"])
    answer(rows, "closed", eve, "objection", "eve_objects")
    answer(rows, "closed", farid, "fine", "farid_is_fine")
    for number, choice in enumerate(("objection", "fine")):
        rows[f"nameless_{choice}"] = NamelessAnswer.objects.create(
            id=90 + number, version=rows["closed_version"], choice=choice, words="mots"
        )
    said = {"decision": rows["open_decision"], "words": "mots"}
    rows["bruno_asks"] = Remark.objects.create(
        kind="question", author=rows["bruno"], advises=True, **said
    )
    rows["farid_asks"] = Remark.objects.create(kind="question", author=farid, **said)
    rows["eve_replies"] = Remark.objects.create(
        kind="reply", to=rows["farid_asks"], author=eve, **said
    )
    poll = rows["poll"] = Poll.objects.create(
        circle=shown,
        title="mots",
        where="mots",
        means="phone",
        made_by=farid,
        made_at=NOW - DAY,
        closes_at=NOW + 3 * DAY,
    )
    rows["date"] = Date.objects.create(poll=poll, starts_at=NOW + 9 * DAY)
    rows["bruno_can"] = Coming.objects.create(date=rows["date"], person=rows["bruno"], fits="yes")
    rows["meeting_on_date"] = Meeting.objects.create(
        circle=shown, starts_at=rows["date"].starts_at, means="phone", asked_by=farid,
        proposed_by=farid, proposed_at=NOW + DAY,
    )  # fmt: skip
    rows["group_poll"] = Poll.objects.create(
        circle=group, title="mots", where="mots", means="phone", made_by=rows["amel"],
        closes_at=NOW + 3 * DAY,
    )  # fmt: skip
    rows["group_date"] = Date.objects.create(poll=rows["group_poll"], starts_at=NOW + 9 * DAY)


def proposal(
    rows: Rows, name: str, circle: Circle, by: Person, at: datetime, **columns: Any
) -> None:
    """Open for ten days."""
    row = rows[f"{name}_decision"] = Decision.objects.create(
        circle=circle, title="mots", proposed_by=by, made_at=at, **columns
    )
    rows[f"{name}_version"] = Version.objects.create(
        decision=row,
        number=1,
        words="mots",
        changes="mots",
        made_by=by,
        made_at=at,
        opens_at=at,
        closes_at=at + 10 * DAY,
        review_on=NOW + 90 * DAY,
        needed=2,
    )


def answer(rows: Rows, name: str, person: Person, choice: str, under: str = "") -> Answered:
    """Under a name when the row is to be found under one."""
    version = rows[f"{name}_version"]
    if under:
        rows[under] = Answer.objects.create(
            version=version, person=person, choice=choice, words="mots"
        )
    else:
        NamelessAnswer.objects.create(id=80, version=version, choice=choice, words="mots")
    return Answered.objects.create(version=version, person=person)
