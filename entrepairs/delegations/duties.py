"""What this room tells people: the text of its line on Today."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import tells

OPEN = tells(
    "delegations",
    "delegation_open",
    title=_("Your delegation can meet in a circle: %(title)s"),
    url_name="delegations:door",
)
