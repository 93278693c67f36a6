"""The rows of what a users' commission hears that could leak."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from entrepairs.complaints.models import Complaint, LevelAnswer, YearLine, YearReport, YearVersion

TODAY = timezone.now().date()
type Rows = dict[str, Any]


def complaints(rows: Rows) -> None:
    """Bruno sits on the body, whose seats Claire's association proposed; Farid sat on the other."""
    day = TODAY - timedelta(days=30)
    for name in ("body", "other_body"):
        rows[f"complaint_of_{name}"] = Complaint.objects.create(
            body=rows[name], received_on=day, theme="waiting", channel="letter", words="mots"
        )
        report = YearReport.objects.create(body=rows[name], year=2025)
        rows[f"year_of_{name}"] = report
        rows[f"year_line_of_{name}"] = YearLine.objects.create(
            report=report, name="means", words="mots"
        )
        rows[f"year_version_of_{name}"] = YearVersion.objects.create(
            report=report, number=1, words="[]"
        )
    for name, body in (("bruno", "body"), ("farid", "other_body")):
        rows[f"level_of_{name}"] = LevelAnswer.objects.create(
            body=rows[body], person=rows[name], year=TODAY.year, claimed=3, felt=1
        )
