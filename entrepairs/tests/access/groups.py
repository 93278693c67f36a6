"""The rows of groups that could leak."""

from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from entrepairs.gatherings.models import (
    Attending,
    DeclinedSwap,
    Gathering,
    Headcount,
    Rhythm,
    Swap,
    Turn,
    TurnTaker,
)
from entrepairs.gatherings.times import starts_at
from entrepairs.groups.models import (
    Agreement,
    AgreementYes,
    Backing,
    Entry,
    Group,
    GroupOpening,
    Refusal,
)
from entrepairs.meetings.models import Meeting
from entrepairs.people.models import Circle, Membership
from entrepairs.reports.models import Report, ReportLine
from entrepairs.vocabulary.models import Concept

NOW = timezone.now()
LONG_AGO = NOW - timedelta(days=400)
type Rows = dict[str, Any]


def groups(rows: Rows) -> None:
    """Amel, Claire and David are in the group, whose page is theirs; the university, which Eve
    coordinates, is asked to sponsor it. Eve, who keeps its page, and Farid are in one that is shown
    to everyone; Bruno visits it, Nadia did; L'Escale, which Claire coordinates, sponsors it. Farid
    is alone in a third one, to which he invites Bruno, who has not answered, and Omar, who said no.
    """
    Group.objects.filter(circle=rows["group"]).update(wider_from=NOW)
    rows["page_of_group"] = Group.objects.get(circle=rows["group"])
    groups_of_farid(rows)
    people_of_shown(rows)
    rows["agreement_of_group"] = Agreement.objects.create(
        circle=rows["group"], number=1, words="mots", made_by=rows["amel"], review_on=NOW
    )
    rows["amel_agrees"] = AgreementYes.objects.create(
        agreement=rows["agreement_of_group"], person=rows["amel"]
    )
    entries(rows)
    opening_hours(rows)
    sponsors(rows)


def groups_of_farid(rows: Rows) -> None:
    for name, audience in (("shown", 5), ("hidden", 5)):
        circle = rows[f"{name}_circle"] = Circle.objects.create(
            kind="group", name="Voix", started_at=LONG_AGO
        )
        rows[f"{name}_group"] = Group.objects.create(circle=circle, audience=audience)
        rows[f"agreement_of_{name}"] = Agreement.objects.create(
            circle=circle, number=1, words="mots", made_by=rows["farid"], review_on=NOW
        )
        Membership.objects.create(circle=circle, person=rows["farid"], since=LONG_AGO)


def people_of_shown(rows: Rows) -> None:
    """Eve, its keeper too, and two visitors: one now, one before."""
    visitor = Concept.objects.get(scheme="role", key="visitor")
    keeper = Concept.objects.get(scheme="role", key="keeper")
    shown = rows["shown_circle"]
    Membership.objects.create(circle=shown, person=rows["eve"], since=LONG_AGO)
    Membership.objects.create(circle=shown, person=rows["eve"], since=LONG_AGO, role=keeper)
    for name, until in (("bruno", NOW + timedelta(days=20)), ("nadia", NOW - timedelta(days=50))):
        rows[f"{name}_visits"] = Membership.objects.create(
            circle=shown, person=rows[name], role=visitor, since=LONG_AGO, until=until
        )


def opening_hours(rows: Rows) -> None:
    for name, of in (
        ("group", "page_of_group"),
        ("shown", "shown_group"),
        ("hidden", "hidden_group"),
    ):
        rows[f"hours_of_{name}"] = GroupOpening.objects.create(
            group=rows[of], weekday=1, opens="10:00", closes="12:00"
        )


def sponsors(rows: Rows) -> None:
    rows["escale_sponsors"] = Backing.objects.create(
        circle=rows["shown_circle"],
        organisation=rows["escale"],
        role="sponsor",
        asked_by=rows["eve"],
        accepted_by=rows["claire"],
        accepted_at=NOW,
    )
    rows["university_is_asked"] = Backing.objects.create(
        circle=rows["group"],
        organisation=rows["university"],
        role="sponsor",
        asked_by=rows["amel"],
    )


def gatherings(rows: Rows) -> None:
    """Each of the three groups meets on Tuesdays; the Tuesday of next week is a meeting."""
    makers = {"group": "amel", "shown": "eve", "hidden": "farid"}
    day = NOW.date() + timedelta(days=7 + (1 - NOW.weekday()) % 7)
    for name, by in makers.items():
        circle = rows["group"] if name == "group" else rows[f"{name}_circle"]
        rhythm = rows[f"rhythm_of_{name}"] = Rhythm.objects.create(
            circle=circle,
            title="mots",
            starts_on=NOW.date() - timedelta(days=20),
            clock="14:30",
            rule="FREQ=WEEKLY;INTERVAL=1;BYDAY=TU",
            means="in_person",
            made_by=rows[by],
        )
        at = starts_at(Rhythm(clock=time(14, 30), time_zone="Europe/Paris"), day)
        meeting = Meeting.objects.create(
            circle=circle,
            starts_at=at,
            means="in_person",
            asked_by=rows[by],
            proposed_by=rows[by],
            agreed_at=NOW,
        )
        rows[f"coming_in_{name}"] = Attending.objects.create(
            rhythm=rhythm,
            day=day,
            person=rows[by],
            seen_by="group",
            ends_at=at,
        )
        rows[f"taker_in_{name}"] = TurnTaker.objects.create(rhythm=rhythm, person=rows[by])
        rows[f"turn_in_{name}"] = Turn.objects.create(rhythm=rhythm, day=day, person=rows[by])
        rows[f"headcount_of_{name}"] = Headcount.objects.create(
            meeting=meeting, circle=circle, number=9, by=rows[by]
        )
        rows[f"gathering_of_{name}"] = Gathering.objects.create(
            rhythm=rhythm, day=day, meeting=meeting, starts_at=at, minutes=120
        )


def reports(rows: Rows) -> None:
    """The report of the group of Amel, Claire and David, who all keep its page, and one that they
    have read; that of the group that is shown, whose page Eve keeps, is open to its members."""
    Group.objects.filter(pk=rows["group"].pk).update(kind="gem")
    opened = NOW - timedelta(days=8)
    for name, circle, year, opened_at in (
        ("group", rows["group"], NOW.year - 1, None),
        ("read", rows["group"], NOW.year - 2, opened),
        ("shown", rows["shown_circle"], NOW.year - 1, opened),
    ):
        report = rows[f"report_of_{name}"] = Report.objects.create(
            circle=circle, year=year, opened_at=opened_at
        )
        rows[f"line_of_{name}"] = ReportLine.objects.create(
            report=report, name="people", words="12"
        )


def hidden_comings(rows: Rows) -> None:
    """In the group David facilitates next Tuesday: Claire comes for him alone, Amel for nobody;
    Amel suggests to swap, and David said no."""
    rhythm, first = rows["rhythm_of_group"], rows["gathering_of_group"]
    values = {"rhythm": rhythm, "day": first.day + timedelta(days=7)}
    ends = first.starts_at + timedelta(days=7)
    for person, seen_by in (("claire", "facilitator"), ("amel", "nobody")):
        rows[f"{person}_comes"] = Attending.objects.create(
            **values, person=rows[person], seen_by=seen_by, ends_at=ends
        )
    TurnTaker.objects.create(rhythm=rhythm, person=rows["david"])
    rows["turn_of_david"] = Turn.objects.create(
        rhythm=rhythm, day=values["day"], person=rows["david"]
    )

    def turn(weeks: int, person: str | None) -> Turn:
        day = first.day + timedelta(days=7 * weeks)
        return Turn.objects.create(rhythm=rhythm, day=day, person=rows[person] if person else None)

    rows["free_turn"], mine, rows["other_turn"] = turn(2, None), turn(3, "amel"), turn(4, "david")
    rows["open_swap"] = Swap.objects.create(
        turn=mine, other=rows["other_turn"], by=rows["amel"], to=rows["david"]
    )
    rows["past_turn"] = Turn.objects.create(
        rhythm=rhythm, day=NOW.date() - timedelta(days=7), person=rows["amel"]
    )
    rows["amel_swaps"] = Swap.objects.create(
        turn=rows["turn_in_group"], other=rows["turn_of_david"], by=rows["amel"], to=rows["david"]
    )
    rows["david_keeps_his"] = DeclinedSwap.objects.create(
        swap=rows["amel_swaps"], person=rows["david"]
    )


def entries(rows: Rows) -> None:
    def entry(circle: str, person: str, by: str | None = None) -> Entry:
        return Entry.objects.create(
            circle=rows[circle], person=rows[person], by=rows[by] if by else None, words="mots"
        )

    rows["omar_asks"] = entry("group", "omar")
    rows["bruno_is_invited"] = entry("group", "bruno", "amel")
    rows["nadia_asks"] = entry("group", "nadia")
    rows["members_say_no"] = Refusal.objects.create(entry=rows["nadia_asks"], person=rows["claire"])
    rows["farid_invites_omar"] = entry("hidden_circle", "omar", "farid")
    rows["omar_says_no"] = Refusal.objects.create(
        entry=rows["farid_invites_omar"], person=rows["omar"]
    )
    rows["farid_invites_bruno"] = entry("hidden_circle", "bruno", "farid")
