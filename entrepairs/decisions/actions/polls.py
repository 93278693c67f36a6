"""A poll for a date: asked, answered, and a date chosen, which becomes a meeting of the group."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.decisions.models import Coming, Date, Poll
from entrepairs.decisions.notice_kinds import DATES, DATES_SOON
from entrepairs.groups.queries.groups import people_in
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.meetings.actions.planning import plan_meeting
from entrepairs.meetings.models import Meeting
from entrepairs.notices import actions as notices
from entrepairs.people.circles import hold_open
from entrepairs.people.models import Circle, Person

BEFORE_THE_END = dt.timedelta(days=1)  # who has not answered is reminded


@dataclass(frozen=True, slots=True)
class Gathering:
    """What would take place, but for its date."""

    title: str
    minutes: int
    time_zone: str
    means: str
    where: str


ASK_DATES = Verb(
    "decisions", "ask_dates", gettext_lazy("You asked a group which dates suit it"), NOT_TOLD
)


@action
def ask_dates(
    *,
    circle: Circle,
    gathering: Gathering,
    dates: Sequence[dt.datetime],
    closes_at: dt.datetime,
    once: UUID | None,
    by: Person | int,
) -> Poll:
    """Everybody in the group is asked, visitors too: they come as everyone."""
    me = id_of(by)
    note_deed(ASK_DATES, by=me, object_key=circle.key, once=once)
    hold_open(circle, _("Your dates were not sent. %(why)s"))
    poll = Poll.objects.create(
        circle=circle,
        title=gathering.title.strip(),
        minutes=gathering.minutes,
        time_zone=gathering.time_zone,
        means=gathering.means,
        where=gathering.where.strip(),
        made_by_id=me,
        closes_at=closes_at,
    )
    Date.objects.bulk_create(Date(poll=poll, starts_at=at) for at in sorted(set(dates)))
    told: dict[str, Any] = {"person": people_in(circle) - {me}, "about": poll.key}
    notices.tell(kind=DATES, path=poll.path, **told)
    soon = closes_at - min(BEFORE_THE_END, (closes_at - poll.made_at) / 2)
    notices.tell(kind=DATES_SOON, path=poll.path, due_at=soon, **told)
    return poll


SAY_DATES = Verb("decisions", "say_dates", gettext_lazy("You said which dates suit you"), NOT_TOLD)


@action
def say_dates(
    *, poll: Poll, answers: Mapping[int, str], once: UUID | None, by: Person | int
) -> None:
    """One answer a date, under my name; sent again, it replaces the one before."""
    note_deed(SAY_DATES, by=by, object_key=poll.circle.key, once=once)
    hold_open(poll.circle, _("Your answer was not sent. %(why)s"))
    dates = set(Date.objects.filter(poll=poll).values_list("pk", flat=True))
    if set(answers) != dates:
        raise NotPossible
    if call_function("hold_poll", poll.pk) != "open":
        raise NotPossible(
            _("The answers were closed while you were writing. Your answer was not sent.")
        )
    Coming.objects.bulk_create(
        [Coming(date_id=date, person_id=id_of(by), fits=fits) for date, fits in answers.items()],
        update_conflicts=True,
        unique_fields=["date", "person"],
        update_fields=["fits"],
    )


CHOOSE_DATE = Verb(
    "decisions", "choose_date", gettext_lazy("You chose a date for a group"), NOT_TOLD
)


@action
def choose_date(*, date: Date, once: UUID | None, by: Person | int) -> Meeting:
    """Once it is closed, or everybody has answered: a meeting of the group, planned at once when
    the date suits somebody else too."""
    poll = date.poll
    note_deed(CHOOSE_DATE, by=by, object_key=poll.circle.key, once=once)
    hold_open(poll.circle, _("You cannot choose a date here. %(why)s"))
    held = call_function("hold_poll", poll.pk)
    if held == "chosen":
        raise NotPossible(_("A date has been chosen in the meantime."))
    meeting = plan_meeting(
        circle=poll.circle,
        title=poll.title,
        starts_at=date.starts_at,
        minutes=poll.minutes,
        time_zone=poll.time_zone,
        means=poll.means,
        where=poll.where,
        once=None,
        by=by,
    )
    came = call_function("choose_date", date.pk, meeting.pk)
    if came != "done":
        raise NotPossible(
            {
                "past": _("This date has passed. Choose another one."),
                "waiting": _("Not everybody has answered: the answers stay open until their date."),
            }.get(came)
            or _("Only the members of the group decide.")
        )
    return meeting
