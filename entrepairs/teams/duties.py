"""What teams ask of people: the texts of its lines on Today."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import asks, tells

OFFERED = asks(
    "teams",
    "team_offered",
    title=_("%(name)s offers you a role in a team"),
    url_name="teams:list",
    keyed=False,
    counts_at="circles",
)
ENDED = tells(
    "teams", "team_ended", title=_("Your role in a team has ended"), url_name="teams:team"
)
