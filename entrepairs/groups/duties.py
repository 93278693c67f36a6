"""What groups ask of people: the texts of its lines on Today."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import asks, tells

group_asks = partial(asks, "groups", counts_at="circles")
group_tells = partial(tells, "groups", url_name="groups:group")

ASKS = group_asks(
    "group_asks", title=_("%(name)s asks to join your group"), url_name="groups:people"
)
INVITES = group_asks(
    "group_invites", title=_("%(name)s invites you to a group"), url_name="groups:group"
)
KEEPER = group_asks(
    "group_keeper",
    title=_("%(name)s suggests that you keep the group’s page too"),
    url_name="groups:people",
)
AGREEMENT = group_asks(
    "group_agreement",
    title=_("Your group has an agreement to read"),
    press=_("Read the text"),
    url_name="groups:agreement",
)
AGREEMENT_DUE = asks(
    "groups",
    "agreement_due",
    title=_("Your group said it would talk about its agreement again"),
    press=_("Read the text"),
    url_name="groups:agreement",
)
BACKING = asks(
    "groups",
    "group_backing",
    title=_("A group asks your organisation to support it"),
    url_name="groups:backings",
)
VISIT = group_tells("group_visit", title=_("Your visit to a group ends soon"))
IN = group_tells("group_in", title=_("You are in the group"))
WIDER = group_tells("group_wider", title=_("A group may open to more people"))
ENDED = group_tells("group_ended", title=_("A group has ended"))
