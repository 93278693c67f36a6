"""The evidence of a delegation as files: tagged PDF, and OpenDocument text."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from entrepairs.items.models import Stage
from entrepairs.items.queries.evidence import ShownCriterion, ShownItem
from entrepairs.mandates.models import Body
from entrepairs.ui.formats import day, today, whole_day
from entrepairs.ui.report_files import FiledLine, FiledPart, FiledReport


def filed(body: Body, found: Sequence[ShownCriterion]) -> FiledReport:
    """What has no answer or no effect yet says so."""
    parts = [FiledPart(one.name, [_line(item) for item in one.items]) for one in found]
    notes = _("Criteria are to be checked against the manual in force. Written on %(day)s") % {
        "day": whole_day(today())
    }
    return FiledReport(
        _("Evidence for the certification"), body.name, parts, notes, blank=_("No answer yet")
    )


def _line(shown: ShownItem) -> FiledLine:
    item = shown.item
    told = [_say(stage) for stage in ([shown.answer] if shown.answer else []) + shown.effects]
    return FiledLine(item.title or _("Text erased"), "\n".join(told), day(item.said_on))


def _say(stage: Stage) -> str:
    """When, what, by whom, in their words."""
    answer = stage.get_answer_display() if stage.answer else stage.get_kind_display()
    return " · ".join(one for one in (day(stage.day), answer, stage.by_whom, stage.words) if one)
