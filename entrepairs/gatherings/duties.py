"""What gatherings ask of people: the texts of their lines on Today."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import DutyKind

BROUGHT = DutyKind(
    "gatherings",
    "brought",
    title=_("%(name)s filled in what you brought each other in your group"),
    press=_("Read and confirm"),
    url_name="gatherings:time",
)
SWAP = DutyKind(
    "gatherings",
    "turn_swap",
    title=_("%(name)s suggests to swap turns with you"),
    press=_("Read and answer"),
    url_name="groups:group",
)
LEFT = DutyKind(
    "gatherings",
    "group_apart",
    title=_("You now manage a member of your co-reflection group, and are no longer in it"),
    press=_("See the groups"),
    url_name="groups:list",
    keyed=False,
    news=True,
)
VISIT = DutyKind(
    "gatherings",
    "group_visits",
    title=_("The group “%(title)s” invites yours to a meeting"),
    press=_("Read and answer"),
    url_name="gatherings:visit",
)
