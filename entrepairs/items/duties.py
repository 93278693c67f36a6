"""What items ask of people: the texts of their lines on Today."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import DutyKind

item_line = partial(DutyKind, "items", url_name="items:item")

TO_CARRY = item_line(
    "item_to_carry",
    title=_("Something was said to a body where you sit"),
    press=_("Read and answer"),
    minutes=3,
    counts_at="circles",
)
DUE = item_line(
    "item_due",
    title=_("The sitting has passed: what was answered?"),
    press=_("Write the answer"),
    minutes=2,
    counts_at="circles",
)
PUT_OFF = item_line(
    "item_put_off",
    title=_("The sitting is cancelled: at which one is this item now?"),
    press=_("Choose a sitting"),
    minutes=1,
    counts_at="circles",
)
TO_TELL = item_line(
    "item_to_tell",
    title=_("Those who said it do not know what became of it yet"),
    press=_("Tell it back"),
    minutes=2,
    counts_at="circles",
)
NEWS = item_line("item_news", title=_("Something you said takes a step"), press=_("See"), news=True)
