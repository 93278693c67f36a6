"""The rows of reports and decisions that could leak."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from entrepairs.core.secret_links import digest
from entrepairs.people.models import Restriction
from entrepairs.safeguarding.models import (
    Appeal,
    CallHours,
    HelpsMe,
    HelpsMeReader,
    Report,
    ReportReader,
    RotaPlace,
    Ruling,
    SentReport,
    ShownWords,
    TakenCall,
)

NOW = timezone.now()
type Rows = dict[str, Any]


def safeguarding(rows: Rows) -> None:
    """Amel reports words of David's in the group, and shows some of Claire's: Farid and Eve rule,
    Farid proposes. What a stranger reported of Bruno's is decided, and Bruno asks Eve and Nadia to
    read it again. What Claire reported of Amel's is decided. Yann may not write in the group."""
    words = {"kind": "message", "thing": "x", "path": "/", "stood": "mots", "why": "threat"}
    group = {"circle": rows["group"], "organisation": rows["escale"]}

    def report(author: str, **sent: Any) -> Report:
        made = Report.objects.create(author=rows[author], **words, **group)
        rows[f"{author}_is_reported"] = made
        rows[f"sent_about_{author}"] = SentReport.objects.create(report=made, **sent)
        return made

    def rules(made: Report, *names: str, turn: int = 1) -> list[ReportReader]:
        return [
            ReportReader.objects.create(report=made, person=rows[name], turn=turn) for name in names
        ]

    def ruled(made: Report, **more: Any) -> Ruling:
        told = {"outcome": "ask", "facts": "mots", "rules_number": 1, "proposed_by": rows["farid"]}
        return Ruling.objects.create(report=made, turn=1, **told, **more)

    waits = report("david", person=rows["amel"])
    rows["shown_words"] = ShownWords.objects.create(
        report=waits, author=rows["claire"], stood="mots", said_at=NOW
    )
    rows["farid_rules"], _eve = rules(waits, "farid", "eve")
    rows["ruling_proposed"] = ruled(waits)
    known = report("bruno", door=digest("a-report"))
    rows["farid_ruled"], omar = rules(known, "farid", "omar")
    decided = {"agreed_by": omar.person, "agreed_at": NOW}
    rows["ruling_about_bruno"] = ruled(known, **decided)
    rules(known, "eve", "nadia", turn=2)
    rows["bruno_appeals"] = Appeal.objects.create(report=known, person=rows["bruno"])
    last = report("amel", person=rows["claire"])
    rules(last, "farid", "omar")
    rows["ruling_about_amel"] = ruled(last, **decided)
    kept_from(rows)


def kept_from(rows: Rows) -> None:
    """Who decides, and what decisions keep two people from."""
    rows["farid_on_rota"] = RotaPlace.objects.create(person=rows["farid"], accepted_at=NOW)
    for name in ("amel", "omar"):
        rows[f"{name}_is_helped"] = HelpsMe.objects.create(person=rows[name], helps="mots")
        rows[f"{name}_shows_bruno"] = HelpsMeReader.objects.create(
            owner=rows[name], reader=rows["bruno"]
        )
    evening = {"weekday": 1, "begins": "18:00", "ends": "20:00", "organisation": rows["escale"]}
    rows["david_on_call"] = CallHours.objects.create(
        person=rows["david"], number="02 11", accepted_at=NOW, **evening
    )
    rows["bruno_is_asked_hours"] = CallHours.objects.create(person=rows["bruno"], **evening)
    rows["david_was_called"] = TakenCall.objects.create(hours=rows["david_on_call"], at=NOW)
    rows["bruno_is_asked_to_rule"] = RotaPlace.objects.create(
        person=rows["bruno"], organisation=rows["escale"]
    )
    rows["yann_is_muted"] = Restriction.objects.create(
        person=rows["yann"],
        circle=rows["group"],
        kind="mute",
        about="k",
        until=NOW + timedelta(days=3),
    )
    rows["omar_was_suspended"] = Restriction.objects.create(
        person=rows["omar"],
        kind="suspend",
        about="k",
        since=NOW - timedelta(days=9),
        until=NOW - timedelta(days=3),
    )
