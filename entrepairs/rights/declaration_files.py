"""The same declarations as tagged PDF."""

from django.utils.translation import gettext as _

from entrepairs.rights.declarations import (
    Assessment,
    Hosting,
    Measure,
    all_processing,
    declare_hosting,
    read_answers,
    read_assessment,
)
from entrepairs.ui.durations import all_durations
from entrepairs.ui.formats import whole_day
from entrepairs.ui.report_files import FiledLine, FiledPart, FiledReport, draw_pdf


def say_checked(day: object) -> str:
    return _("Checked on %(day)s") % {"day": whole_day(day)}  # type: ignore[arg-type]


def draw_processing() -> bytes:
    """A part for each room: why, by what right; then what, who reads it, until when."""
    lines, checked_on = all_processing()
    parts = [
        FiledPart(
            str(one.name),
            [
                FiledLine(_("Why"), str(one.why)),
                FiledLine(_("By what right"), str(one.basis.words), one.basis.source),
                *(
                    FiledLine(str(kind.words), str(kind.seen_by), str(kind.until))
                    for kind in one.held
                ),
            ],
        )
        for one in lines
    ]
    kept = [FiledLine(str(one.what), _say_days(one.days)) for one in all_durations()]
    parts.append(FiledPart(_("For how long"), kept))
    return draw_pdf(FiledReport(_("Register of processing"), "", parts, say_checked(checked_on)))


def _say_days(days: int) -> str:
    return _("%(days)s days") % {"days": days}


def draw_assessment() -> bytes:
    told = read_assessment()
    parts = [
        FiledPart(_("Why an assessment"), [FiledLine(str(one), "") for one in told.why]),
        FiledPart(_("What is needed, and no more"), _measure_lines(told.needed)),
        *_risk_parts(told),
    ]
    notes = f"{say_checked(told.checked_on)} · {told.source}"
    return draw_pdf(FiledReport(_("Impact assessment"), "", parts, notes))


def _measure_lines(measures: tuple[Measure, ...]) -> list[FiledLine]:
    return [FiledLine(str(one.words), one.held_by, _("test")) for one in measures]


def _risk_parts(told: Assessment) -> list[FiledPart]:
    return [
        FiledPart(
            str(risk.name),
            [
                FiledLine(_("What it would do to people"), str(risk.impact)),
                FiledLine(_("Gravity"), f"{risk.gravity} / 4"),
                FiledLine(_("Likelihood"), f"{risk.likelihood} / 4"),
                *_measure_lines(risk.measures),
            ],
        )
        for risk in told.risks
    ]


def draw_hosting() -> bytes:
    told: Hosting = declare_hosting(read_answers())
    lines = [
        FiledLine(str(one.words), str(one.answer) if one.answer else "", one.source)
        for one in told.questions
    ]
    parts = [FiledPart("", lines), FiledPart(str(told.means), [])]
    if told.reason:
        parts.append(FiledPart(_("The reason"), [FiledLine(told.reason, told.answered_on)]))
    notes = say_checked(told.checked_on)
    return draw_pdf(FiledReport(_("Hosting declaration"), "", parts, notes))
