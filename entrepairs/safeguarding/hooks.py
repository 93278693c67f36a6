"""What this room adds to the pages of the rooms below. Called once, when Entrepairs starts."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ui import nav


def join_rooms() -> None:
    nav.add_footer(_("Rules and reporting"), "safeguarding:rules", order=11)
