"""What this room adds to the pages of the rooms below. Called once, when Entrepairs starts."""

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrepairs.core.requests import Request
from entrepairs.courses import queries
from entrepairs.courses.models import Course
from entrepairs.events import page_hooks as events
from entrepairs.events.models import Event
from entrepairs.events.queries import event_page
from entrepairs.learning import page_hooks as learning
from entrepairs.people.hooks import PageAction
from entrepairs.registrations import page_hooks as registrations
from entrepairs.registrations.models import Registration
from entrepairs.ui.page_parts import PagePart


def join_rooms() -> None:
    event_page["course_kind"] = Subquery(
        Course.objects.filter(event=OuterRef("pk")).values("kind")[:1]
    )
    events.public.append(part_of_event)
    events.organise.append(link_of_organisers)
    registrations.parts.append(part_of_registration)
    learning.index.append(part_of_index)


def part_of_event(request: Request, event: Event) -> PagePart | None:
    """What is read before a yes; one more query for a course alone."""
    if not getattr(event, "course_kind", None):
        return None
    course = queries.course_of(event)
    return PagePart("courses/_of_event.html", {"course": course}) if course else None


def link_of_organisers(event: Event) -> PageAction:
    url = reverse("courses:attendance", args=[event.key])
    return PageAction(_("Course: hours and attendance"), url, icon="book-open")


def part_of_registration(request: HttpRequest, one: Registration) -> PagePart | None:
    found = queries.attended_by(one)
    if found is None or not found.minutes:
        return None
    return PagePart("courses/_of_registration.html", {"one": one, "attended": found})


def part_of_index(request: Request) -> PagePart:
    return PagePart("courses/_of_index.html", {"courses": list(queries.public_courses()[:30])})
