"""Addresses of the circles of delegations."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.delegations.views import circles, drafts, talks

app_name = "delegations"
urlpatterns: list[URLPattern | URLResolver] = [
    path("of/<slug:body>/", circles.door, name="door"),
    path("<slug:key>/", circles.circle, name="circle"),
    path("<slug:key>/talk/", talks.talk, name="talk"),
    path("<slug:key>/journal/", talks.journal, name="journal"),
    path("<slug:key>/meetings/", talks.meetings, name="meetings"),
    path("<slug:key>/leave/", circles.leave, name="leave"),
    path("<slug:key>/drafts/begin/", drafts.begin, name="begin"),
    path("<slug:key>/drafts/<slug:draft>/", drafts.draft, name="draft"),
    path("<slug:key>/drafts/<slug:draft>/delete/", drafts.delete, name="delete"),
]
