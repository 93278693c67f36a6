"""Addresses of teams."""

from django.urls import URLPattern, URLResolver, path, re_path

from entrepairs.teams.views import roles, talks, teams

app_name = "teams"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", teams.index, name="list"),
    path("start/", teams.start, name="start"),
    re_path(r"^offers/(?P<offer>[\w-]+)/(?P<said>yes|no|never)/$", roles.answer, name="answer"),
    path("<slug:key>/", teams.team, name="team"),
    path("<slug:key>/settings/", teams.settings, name="settings"),
    path("<slug:key>/end/", teams.end, name="end"),
    path("<slug:key>/talk/", talks.talk, name="talk"),
    path("<slug:key>/meetings/", talks.meetings, name="meetings"),
    path("<slug:key>/leave/", roles.leave, name="leave"),
    path("<slug:key>/offer/", roles.choose, name="choose"),
    path("<slug:key>/offer/<slug:person>/", roles.offer, name="offer"),
    path("<slug:key>/offers/<slug:offer>/withdraw/", roles.withdraw, name="withdraw"),
    path("<slug:key>/roles/<int:pk>/end/", roles.end, name="end_role"),
]
