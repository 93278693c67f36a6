"""Pages of a circle as a room above composes them, for the tests of this one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import include, path

from entrepairs.conversations import views
from entrepairs.people.models import Circle


def pair(request: Any, key: str) -> HttpResponse:
    circle = get_object_or_404(Circle, key=key)
    readers = "Only the two of you can read this."
    return views.talk(request, circle, template="conversations/_talk.html", readers=readers, label="Write to Bruno")


def journal(request: Any, key: str) -> HttpResponse:
    circle = get_object_or_404(Circle, key=key)
    return views.journal(request, circle, template="conversations/_journal.html", readers="Only the two of you.")


urlpatterns = [
    path("pairs/<str:key>/", pair),
    path("pairs/<str:key>/journal/", journal),
    path("", include("entrepairs.urls")),
]
