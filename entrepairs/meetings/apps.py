from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "entrepairs.meetings"

    def ready(self) -> None:
        from django.urls import reverse

        from entrepairs.people import hooks
        from entrepairs.ui import nav

        def on_my_page(request: Any, person: Any) -> Iterator[hooks.PageAction]:
            yield hooks.PageAction(
                _("My meetings in my own calendar"), reverse("meetings:calendar"), icon="calendar"
            )

        nav.add("meetings", _("Meetings"), "meetings:list", icon="calendar", order=35)
        hooks.me_actions.append(on_my_page)
        hooks.deed_words |= {("meetings", verb): words for verb, words in DEEDS.items()}


DEEDS = {
    "plan": (_("You proposed a meeting to %(who)s"), _("%(who)s proposed a meeting to you")),
    "other_time": (
        _("You proposed another time to %(who)s"),
        _("%(who)s proposed another time to you"),
    ),
    "accept": (
        _("You said yes to a meeting with %(who)s"),
        _("%(who)s said yes to a meeting with you"),
    ),
    "cancel": (
        _("You cancelled a meeting with %(who)s"),
        _("%(who)s cancelled a meeting with you"),
    ),
    "cancel_future": (
        _("The meetings to come were cancelled, because you paused or ended a circle"),
        "",
    ),
    "say_held": (_("You said that you met %(who)s"), _("%(who)s said that you met")),
    "say_not_held": (
        _("You said that a meeting with %(who)s did not take place"),
        _("%(who)s said that a meeting with you did not take place"),
    ),
    "note": (
        _("You noted what a meeting with %(who)s brought"),
        _("%(who)s noted what a meeting with you brought"),
    ),
    "confirm": (
        _("You confirmed what %(who)s had noted"),
        _("%(who)s confirmed what you had noted"),
    ),
    "do_not_count": (
        _("You chose not to count a meeting with %(who)s"),
        _("%(who)s chose not to count a meeting with you"),
    ),
    "make_calendar": (_("You made an address for your calendar"), ""),
    "remove_calendar": (_("You removed the address of your calendar"), ""),
}
