"""What groups ask of people: the texts of its lines on Today."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import DutyKind

group_line = partial(DutyKind, "groups", url_name="groups:group")

ASKS = group_line(
    "group_asks",
    title=_("%(name)s asks to join your group"),
    press=_("Read and answer"),
    url_name="groups:people",
    counts_at="circles",
)
INVITES = group_line(
    "group_invites",
    title=_("%(name)s invites you to a group"),
    press=_("Read and answer"),
    counts_at="circles",
)
KEEPER = group_line(
    "group_keeper",
    title=_("%(name)s suggests that you keep the group’s page too"),
    press=_("Read and answer"),
    url_name="groups:people",
    counts_at="circles",
)
AGREEMENT = group_line(
    "group_agreement",
    title=_("Your group has an agreement to read"),
    press=_("Read the text"),
    url_name="groups:agreement",
    counts_at="circles",
)
VISIT = group_line(
    "group_visit",
    title=_("Your visit to a group ends soon"),
    press=_("See"),
    news=True,
)
BACKING = group_line(
    "group_backing",
    title=_("A group asks your organisation to support it"),
    press=_("Read and answer"),
    url_name="groups:backings",
)
IN = group_line("group_in", title=_("You are in the group"), press=_("See"), news=True)
ENDED = group_line(
    "group_ended",
    title=_("A group has ended"),
    press=_("See"),
    news=True,
)
