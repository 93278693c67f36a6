"""What this room adds to the pages of the rooms below. Called once, when Entrepairs starts."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrepairs.people import hooks as people
from entrepairs.people import my_organisation
from entrepairs.people.hooks import PageAction
from entrepairs.people.models import Person
from entrepairs.safeguarding.models import HelpsMe
from entrepairs.safeguarding.tile import TILE
from entrepairs.ui import nav, reporting
from entrepairs.ui.page_parts import PagePart


def join_rooms() -> None:
    nav.add_footer(_("Rules and reporting"), "safeguarding:rules", order=11)
    nav.add_to_pages("safeguarding/_crisis.html", "writing")
    nav.add_to_pages("safeguarding/_before_meeting.html", "meeting")
    reporting.take_reports("safeguarding:report")
    people.person_actions.append(helps_them)
    people.person_actions.append(report_profile)
    people.me_sections.append(section_of_me)
    my_organisation.add_tile(TILE)


def report_profile(request: HttpRequest, them: Person) -> Iterable[PageAction]:
    path = reporting.report_address("person", them.key)
    yield PageAction(_("Report"), path, icon="circle-alert")


def helps_them(request: HttpRequest, them: Person) -> Iterable[PageAction]:
    """To those who were chosen to read it."""
    if HelpsMe.objects.filter(person=them).exists():
        path = reverse("safeguarding:helps_them", args=[them.key])
        yield PageAction(_("What helps"), path, icon="life-buoy")


def section_of_me(request: HttpRequest) -> PagePart:
    return PagePart("safeguarding/_me.html", {})
