"""What reviews ask of people: the text of its line on Today."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import DutyKind

ASKED = DutyKind(
    "reviews",
    "review_asked",
    title=_("%(name)s asks what you say of the year of their plan"),
    press=_("Read and answer"),
    url_name="reviews:answer",
    minutes=10,
)
