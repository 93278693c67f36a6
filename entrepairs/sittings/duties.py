"""What this room asks of people: its lines on Today."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import DutyKind, asks, tells

OFFERED = asks(
    "sittings",
    "seat_offered",
    title=_("A seat is offered to you for one sitting"),
    url_name="sittings:sitting",
)
ASKED = asks(
    "sittings",
    "sitting_asked",
    title=_("Do you come to this sitting?"),
    url_name="sittings:sitting",
)
STEP = DutyKind(
    "sittings",
    "step_due",
    title=_("A next step of yours ends within a week"),
    press=_("See"),
    url_name="sittings:sitting",
)
APPROVAL = DutyKind(
    "sittings",
    "approval_ends",
    title=_("The approval ends soon, or has ended: %(title)s"),
    press=_("See the approvals"),
    url_name="sittings:approvals",
)
TRAINING = DutyKind(
    "sittings",
    "training_due",
    title=_("Half of the time for your basic training has passed"),
    press=_("Write the day of my training"),
    url_name="sittings:training",
)
SEAT_NEWS = tells(
    "sittings",
    "seat_news",
    title=_("A seat at a sitting was taken or given back"),
    url_name="sittings:sitting",
)
NEWS = tells(
    "sittings",
    "sitting_news",
    title=_("A sitting was added, changed or cancelled"),
    url_name="sittings:sitting",
)
