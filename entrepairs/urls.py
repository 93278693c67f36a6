"""The front door: gathers the rooms' addresses."""

from django.urls import URLPattern, URLResolver, include, path

from entrepairs.learning.views.checks import document
from entrepairs.today import front_page
from entrepairs.vocabulary import easy, help

urlpatterns: list[URLPattern | URLResolver] = [
    # Prefixes that are opened most come first: those after them are not tried.
    path("today/", include("entrepairs.today.urls")),
    path("calendar/", include("entrepairs.calendar.urls")),
    path("meetings/", include("entrepairs.meetings.urls")),
    path("conversations/", include("entrepairs.conversations.urls")),
    path("", front_page.home, name="home"),
    path("", include("entrepairs.ui.urls")),
    path("", include("entrepairs.engine.urls")),
    path("help/", help.page, name="help"),
    path("easy/<slug:key>/", easy.page, name="easy"),
    path("vocabulary/", include("entrepairs.vocabulary.urls")),
    path("", include("entrepairs.accounts.urls")),
    path("", include("entrepairs.rights.urls")),
    path("", include("entrepairs.observatory.urls")),
    path("", include("entrepairs.people.urls")),
    path("notices/", include("entrepairs.notices.urls")),
    # Keys of events and of things of the library stand for any word: rooms above come before.
    path("events/", include("entrepairs.registrations.urls")),
    path("events/", include("entrepairs.calls.urls")),
    path("events/", include("entrepairs.schedules.urls")),
    path("events/", include("entrepairs.drafts.urls")),
    path("events/", include("entrepairs.events.urls")),
    path("library/", include("entrepairs.recordings.urls")),
    path("", include("entrepairs.library.urls")),
    path("", include("entrepairs.rounds.urls")),
    path("groups/", include("entrepairs.groups.urls")),
    path("groups/<slug:key>/", include("entrepairs.decisions.urls")),
    path("groups/<slug:key>/files/", include("entrepairs.sharing.urls")),
    path("gatherings/", include("entrepairs.gatherings.urls")),
    path("learning/", include("entrepairs.courses.urls")),
    path("learning/", include("entrepairs.learning.urls")),
    path(".well-known/did.json", document),
    path("", include("entrepairs.roles.urls")),
    path("", include("entrepairs.items.urls")),
    path("", include("entrepairs.mandates.urls")),
    path("", include("entrepairs.sittings.urls")),
    path("", include("entrepairs.complaints.urls")),
    path("", include("entrepairs.vacancies.urls")),
    path("plans/", include("entrepairs.plans.urls")),
    # Keys of a group's yearly report stand for any word: what is reported comes before.
    path("", include("entrepairs.safeguarding.urls")),
    path("reports/", include("entrepairs.reports.urls")),
    path("teams/", include("entrepairs.teams.urls")),
    path("reviews/", include("entrepairs.reviews.urls")),
    path("delegations/", include("entrepairs.delegations.urls")),
    path("minutes/", include("entrepairs.minutes.urls")),
    path("", include("entrepairs.pairs.urls")),
]
handler400 = "entrepairs.ui.errors.bad_request"
handler403 = "entrepairs.ui.errors.forbidden"
handler404 = "entrepairs.ui.errors.not_found"
handler500 = "entrepairs.ui.errors.server_error"
