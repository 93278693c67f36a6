"""What this room asks of people: the texts of its lines on Today."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import DutyKind

TO_RULE = DutyKind(
    "safeguarding",
    "to_rule",
    title=_("A report waits for your decision, with another person"),
    press=_("Read it"),
    url_name="safeguarding:read",
)
ROTA_ASKED = DutyKind(
    "safeguarding",
    "rota_asked",
    title=_("You are asked to decide on reports from time to time"),
    press=_("Answer"),
    url_name="safeguarding:reports",
    keyed=False,
)
CALL_ASKED = DutyKind(
    "safeguarding",
    "call_asked",
    title=_("You are asked to be on call at some hours"),
    press=_("Answer"),
    url_name="safeguarding:on_call",
    keyed=False,
)
RULING_CAME = DutyKind(
    "safeguarding",
    "ruling_came",
    title=_("Something was decided about your words, or what you reported"),
    press=_("Read it"),
    url_name="safeguarding:decision",
    news=True,
)
