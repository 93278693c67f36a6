"""PDFs of the registers: one request, for who reads it on paper; those that are open; breaches."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from entrepairs.rights import breaches, request_queries
from entrepairs.rights.clocks import say_rule
from entrepairs.rights.models import Breach, DataRequest
from entrepairs.ui.formats import day, day_clock, today, whole_day
from entrepairs.ui.report_files import FiledLine, FiledPart, FiledReport, draw_pdf


def draw_sheet(row: DataRequest) -> bytes:
    """What was asked, until when it is answered, the answer; with a place for the person's yes."""
    name = row.person.name if row.person else ""
    lines = [FiledLine(label, words) for label, words in tell_request(row)]
    if row.waits_for_yes:
        lines.append(FiledLine(_("I agree: date and signature"), ""))
    notes = _("This sheet stays with the person. No copy of it, or of an identity paper, is kept.")
    parts = [FiledPart("", lines)]
    return draw_pdf(
        FiledReport(
            _("Request about personal data"), name, parts, f"{notes} {say_rule('gdpr_answer')}"
        )
    )


def tell_request(row: DataRequest) -> list[tuple[str, str]]:
    told = [
        (_("What is asked"), str(row.get_kind_display())),
        (_("Who asks"), str(row.get_standing_display())),
        (_("In their words"), str(row.words)),
        (_("Asked on"), day(row.asked_at)),
        (_("To be answered before"), day(row.due_at)),
    ]
    if row.yes_at:
        told.append((_("The person’s own yes"), day(row.yes_at)))
    if row.extended_at:
        told.append((_("Why it takes longer"), str(row.extension)))
    if row.missed_at:
        over = _("The time was over on %(day)s") % {"day": day(row.due_at)}
        told.append((_("Answered too late"), over))
    told.append((_("State"), request_queries.say_state(row)))
    if row.answer:
        told.append((_("Answer"), str(row.answer)))
    return told


def draw_register(rows: Iterable[DataRequest]) -> bytes:
    """Kinds and clocks: nobody, and no words."""
    lines = [
        FiledLine(
            f"{row.get_kind_display()} · {row.get_standing_display()}",
            request_queries.say_state(row) + (f" · {_('late')}" if row.missed_at else ""),
            f"{day(row.asked_at)} – {day(row.due_at)}",
        )
        for row in rows
    ]
    notes = _("Written on %(day)s") % {"day": whole_day(today())}
    return draw_pdf(FiledReport(_("Register of requests"), "", [FiledPart("", lines)], notes))


def draw_breaches(rows: Iterable[Breach]) -> bytes:
    parts = [
        FiledPart(
            say_title(one),
            [FiledLine(label, words) for label, words in tell_breach(one)],
        )
        for one in rows
    ]
    return draw_pdf(FiledReport(_("Register of breaches"), "", parts, say_rule("gdpr_breach")))


def say_title(row: Breach) -> str:
    found = day_clock(row.found_at)
    return f"{_('Exercise')} · {found}" if row.exercise else found


def tell_breach(row: Breach) -> list[tuple[str, str]]:
    """What, how many, whom it was told to and when."""
    no_need = row.risk == Breach.Risk.NONE
    told = [
        (_("What happened"), row.what),
        (_("Which data"), row.data),
        (_("How many people, about"), str(row.people)),
        (_("Risk"), str(row.get_risk_display())),
        (
            _("To be told to the authority before"),
            "" if no_need else day_clock(breaches.due_at(row)),
        ),
        (
            _("Told to the authority"),
            day_clock(row.told_authority_at) if row.told_authority_at else "",
        ),
        (_("Told to the people"), day_clock(row.told_people_at) if row.told_people_at else ""),
        (_("What was done"), row.measures),
    ]
    if row.missed_at:
        told.append((_("Told too late"), row.late_because or _("The reason is not written yet")))
    return [(label, words) for label, words in told if words]
