"""What plans ask of people: the texts of its lines on Today."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import DutyKind

plan_line = partial(DutyKind, "plans", url_name="plans:plan")

INVITES = plan_line(
    "plan_invites",
    title=_("%(name)s invites you to their plan"),
    press=_("Read and answer"),
    url_name="plans:list",
    keyed=False,
    counts_at="circles",
)
ASKED = plan_line(
    "plan_asked",
    title=_("%(name)s asks you for a commitment"),
    press=_("Read and answer"),
    url_name="plans:commitments",
    counts_at="circles",
)
LATE = plan_line(
    "plan_late",
    title=_("The date of your commitment has passed"),
    press=_("See the commitment"),
    url_name="plans:commitments",
)
REVIEW = plan_line(
    "plan_review",
    title=_("It is time to read your plan again"),
    press=_("Read my plan"),
    minutes=10,
)
