"""Pages of a circle as a room above composes them, for the tests of this one."""

from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import include, path

from entrepairs.conversations import views
from entrepairs.people.models import Circle

TEMPLATES = Path(__file__).parent / "templates"
PAGE = "tests_of_conversations/pair.html"  # with TEMPLATES among the folders of templates
READERS = "Only the two of you can read this."


def whole() -> bool:
    from django.conf import settings

    return TEMPLATES in settings.TEMPLATES[0].get("DIRS", [])


def pair(request: Any, key: str) -> HttpResponse:
    circle = get_object_or_404(Circle, key=key)
    template = PAGE if whole() else "conversations/_talk.html"
    return views.talk(request, circle, template=template, readers=READERS, label="Write to Bruno")


def journal(request: Any, key: str) -> HttpResponse:
    circle = get_object_or_404(Circle, key=key)
    template = PAGE if whole() else "conversations/_journal.html"
    return views.journal(request, circle, template=template, readers=READERS)


urlpatterns = [
    path("pairs/<str:key>/", pair),
    path("pairs/<str:key>/journal/", journal),
    path("", include("entrepairs.urls")),
]
