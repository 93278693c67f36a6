"""The front door: gathers the rooms' addresses."""

from django.urls import URLPattern, URLResolver, include, path

from entrepairs.events.urls_organise import organise
from entrepairs.vocabulary import help

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("entrepairs.base.urls")),
    path("", include("entrepairs.engine.urls")),
    path("help/", help.page, name="help"),
    path("vocabulary/", include("entrepairs.vocabulary.urls")),
    path("", include("entrepairs.gate.urls")),
    path("", include("entrepairs.people.urls")),
    path("notices/", include("entrepairs.notices.urls")),
    path("conversations/", include("entrepairs.conversations.urls")),
    path("meetings/", include("entrepairs.meetings.urls")),
    path("", include("entrepairs.library.urls")),
    path("", include("entrepairs.pairs.urls")),
    path("events/", include((organise, "events"))),
    path("", include("entrepairs.today.urls")),
]
handler400 = "entrepairs.base.views.bad_request"
handler403 = "entrepairs.base.views.forbidden"
handler404 = "entrepairs.base.views.not_found"
handler500 = "entrepairs.base.views.server_error"
