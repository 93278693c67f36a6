"""What reports ask of people: the texts of their lines on Today."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import DutyKind

report_line = partial(DutyKind, "reports", url_name="reports:report")

DUE = report_line(
    "report_due",
    title=_("The report of your group on %(number)s is due on 28 February"),
    press=_("Prepare the report"),
    url_name="groups:people",
    minutes=20,
)
READY = report_line(
    "report_ready",
    title=_("Members have read the report of %(number)s: you can send it"),
    press=_("Open the report"),
    minutes=5,
)
READ = report_line(
    "report_read",
    title=_("Your group’s report of %(number)s can be read"),
    press=_("Read the report"),
    news=True,
    minutes=5,
)
