"""What this room asks of people: the texts of its lines on Today."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import DutyKind

DUE = DutyKind(
    "complaints",
    "cdu_report_due",
    title=_("The report of your commission on %(number)s is to be sent soon"),
    press=_("Prepare the report"),
    url_name="complaints:years",
    minutes=30,
)
