"""What was reported and decided, as the hat may read it; and until when each is due."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.core.fields import EncryptedTextField
from entrepairs.core.sql_files import read_sql
from entrepairs.core.sql_functions import call_function
from entrepairs.people.models import Organisation, Person
from entrepairs.safeguarding import house_rules
from entrepairs.safeguarding.models import Appeal, Report, ReportReader, RotaPlace, Ruling
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.clocks import RuleClock, deadline, run_clock

FIRST, SECOND = 1, 2


@dataclass(frozen=True, slots=True)
class DecidedWords:
    """Words that were decided about, as they stood."""

    kind: str
    path: str
    place: str
    stood: str
    said_at: dt.datetime | None
    mine: bool


def day_due(rule: str, since: dt.datetime) -> dt.date:
    """By the clock of that name, which is data."""
    return deadline(vocabulary.concept_by_key("rule", rule), timezone.localtime(since).date())


def appeal_until(ruling: Ruling) -> dt.date:
    return day_due("report_appeal", ruling.agreed_at or ruling.proposed_at)


def answer_clock(
    since: dt.datetime, until: dt.datetime | None = None, rule: str = "report_answer"
) -> RuleClock:
    """Of a report, or of an appeal: how long is left to answer; else in time or not."""
    started, stopped = timezone.localdate(since), timezone.localdate(until) if until else None
    found = vocabulary.concept_by_key("rule", rule)
    return run_clock(found, started, stopped, timezone.localdate())


def with_appeals(rows: QuerySet[ReportReader]) -> QuerySet[ReportReader]:
    """Each with its report, and when it was appealed: the clock of a second reading runs from
    there, whenever somebody is asked to read."""
    appeals = Appeal.objects.filter(report=OuterRef("report")).order_by("pk")
    return rows.select_related("report").annotate(
        appealed_at=Subquery(appeals.values("made_at")[:1])
    )


def clock_of_reading(reading: Any) -> RuleClock:
    """Of what waits for somebody's decision, of with_appeals()."""
    if reading.turn == FIRST:
        return answer_clock(reading.report.made_at)
    return answer_clock(reading.appealed_at, rule="appeal_answer")


def may_appeal(ruling: Ruling) -> bool:
    """A first decision, while there is time: appeal_ruling() asks the same."""
    return ruling.turn == FIRST and timezone.localdate() <= appeal_until(ruling)


def sent_reports() -> QuerySet[Report]:
    """Those that I sent, the newest first, and whether something is decided of each."""
    decided = Ruling.objects.filter(report=OuterRef("pk"), agreed_at__isnull=False)
    rows = Report.objects.filter(sent__isnull=False).annotate(decided=Exists(decided))
    return rows.order_by("-made_at", "-pk")


def decided_rulings() -> QuerySet[Ruling]:
    return Ruling.objects.filter(agreed_at__isnull=False)


def rulings_to_me(person: int) -> QuerySet[Ruling]:
    """About words of mine: those I neither reported nor ruled on."""
    mine = ReportReader.objects.filter(report=OuterRef("report"), person=person)
    sent = Report.objects.filter(pk=OuterRef("report"))
    rows = decided_rulings().filter(~Exists(mine), ~Exists(sent))
    return rows.order_by("-agreed_at", "-pk")


def readings_of(person: int) -> QuerySet[ReportReader]:
    """What I am asked to rule on and is not decided, the oldest first."""
    done = Ruling.objects.filter(
        report=OuterRef("report"), turn=OuterRef("turn"), agreed_at__isnull=False
    )
    rows = ReportReader.objects.filter(~Exists(done), person=person)
    return with_appeals(rows).order_by("asked_at", "pk")


def asked_places(person: int) -> QuerySet[RotaPlace]:
    """Rotas that I am asked to be on, and those on which I am."""
    rows = RotaPlace.objects.filter(person=person, ended_at=None).select_related("organisation")
    return rows.order_by("accepted_at", "pk")


def places_of(organisation: Organisation) -> QuerySet[RotaPlace]:
    rows = RotaPlace.objects.filter(organisation=organisation, ended_at=None)
    return rows.select_related("person").order_by("asked_at", "pk")


def words_decided(report: int) -> DecidedWords | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select kind, path, place, stood, said_at, mine from words_decided(%s::bigint)",
            [report],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    kind, path, place, stood, said_at, mine = row
    return DecidedWords(kind, path, decrypt(place), decrypt(stood), said_at, mine)


def decrypt(stored: str) -> str:
    return EncryptedTextField().from_db_value(stored, None, connection) or ""


def names_of_readers(report: int) -> dict[int, list[str]]:
    """By turn, who rules."""
    found: dict[int, list[str]] = {FIRST: [], SECOND: []}
    with connection.cursor() as cursor:
        cursor.execute("select name, turn from names_of_readers(%s::bigint) order by 1", [report])
        for name, turn in cursor.fetchall():
            found[turn].append(name)
    return found


def last_ruling(rulings: Iterable[Ruling]) -> Ruling | None:
    """Of those decided, the one that holds."""
    decided = [one for one in rulings if one.agreed_at]
    return max(decided, key=lambda one: one.turn, default=None)


def rule_words(ruling: Ruling) -> str:
    """The rule it names, in the version that held."""
    version = house_rules.version_numbered(ruling.rules_number)
    rule = version.rule(ruling.rule) if version and ruling.rule else None
    return str(rule.title) if rule else str(ruling.own_rule)


def count_outcomes(by: str = "outcomes") -> dict[str, int]:
    """Of how many people each outcome was decided, or `in_time`: told to nobody but by eleven."""
    why = "what was decided is counted for everyone, by eleven people"
    with hats.system(why), connection.cursor() as cursor:
        cursor.execute(read_sql("safeguarding", f"queries/{by}.sql"))
        return dict(cursor.fetchall())


def count_waiting(organisation: Organisation) -> int:
    return int(call_function("count_without_readers", organisation.pk))


def my_appeal(report: int, person: int | None) -> Any:
    return Appeal.objects.filter(report=report, person=person).first()


def people_of(organisation: Organisation) -> QuerySet[Person]:
    """Whom its coordinators may ask, by name."""
    rows = Person.objects.filter(affiliations__organisation=organisation, affiliations__until=None)
    return rows.distinct().order_by("folded", "pk")
