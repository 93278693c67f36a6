"""What shared files ask of people: the text of their line on Today."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import DutyKind

SHARED = DutyKind(
    "sharing",
    "shared_file",
    title=_("Files were shared in your group “%(title)s”"),
    press=_("See"),
    url_name="sharing:list",
    news=True,
)
