"""What plans ask of people: the texts of its lines on Today."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import DutyKind, asks

INVITES = asks(
    "plans",
    "plan_invites",
    title=_("%(name)s invites you to their plan"),
    url_name="plans:list",
    keyed=False,
    counts_at="circles",
)
ASKED = asks(
    "plans",
    "plan_asked",
    title=_("%(name)s asks you for a commitment"),
    url_name="plans:commitments",
    counts_at="circles",
)
LATE = DutyKind(
    "plans",
    "plan_late",
    title=_("The date of your commitment has passed"),
    press=_("See the commitment"),
    url_name="plans:commitments",
)
REVIEW = DutyKind(
    "plans",
    "plan_review",
    title=_("It is time to read your plan again"),
    press=_("Read my plan"),
    url_name="plans:plan",
    minutes=10,
)
NOTE = DutyKind(
    "plans",
    "plan_note",
    title=_("There are new notes in your plan"),
    press=_("Read the notes"),
    url_name="plans:journal",
    news=True,
    counts_at="circles",
)
ENDED = DutyKind(
    "plans",
    "plan_ended",
    title=_("A plan that you were in has ended"),
    press=_("See my plans"),
    url_name="plans:list",
    keyed=False,
    news=True,
)
