"""Addresses of groups."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.groups.views import agreements, backings, entries, groups, hours, talks

app_name = "groups"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", groups.index, name="list"),
    path("start/", groups.start, name="start"),
    path("<slug:key>/", groups.group, name="group"),
    path("<slug:key>/change/", groups.change, name="change"),
    path("<slug:key>/call-off/", groups.call_off, name="call_off"),
    path("<slug:key>/end/", groups.end, name="end"),
    path("<slug:key>/hours/", hours.change, name="hours"),
    path("<slug:key>/calendar.ics", hours.calendar, name="calendar"),
    # Who is in it, who comes in, who leaves
    path("<slug:key>/people/", entries.people, name="people"),
    path("<slug:key>/ask/", entries.ask, name="ask"),
    path("<slug:key>/enter/", entries.enter, name="enter"),
    path("<slug:key>/decline/", entries.decline, name="decline"),
    path("<slug:key>/take-back/", entries.take_back, name="take_back"),
    path("<slug:key>/leave/", entries.leave, name="leave"),
    path("<slug:key>/stop-keeping/", entries.stop_keeping, name="stop_keeping"),
    path("<slug:key>/door/<slug:entry>/yes/", entries.let_in, name="let_in"),
    path("<slug:key>/door/<slug:entry>/no/", entries.refuse, name="refuse"),
    path("<slug:key>/door/<slug:entry>/withdraw/", entries.withdraw, name="withdraw"),
    # Words, and being together
    path("<slug:key>/talk/", talks.talk, name="talk"),
    path("<slug:key>/journal/", talks.journal, name="journal"),
    path("<slug:key>/meetings/", talks.meetings, name="meetings"),
    # What it promises, who supports it
    path("<slug:key>/agreement/", agreements.agreement, name="agreement"),
    path("<slug:key>/agreement/yes/", agreements.agree, name="agree"),
    path("<slug:key>/agreement/new/", agreements.write, name="write_agreement"),
    path("<slug:key>/unwell/", groups.unwell, name="unwell"),
    path("<slug:key>/organisations/", backings.backings, name="backings"),
    path("<slug:key>/organisations/<int:pk>/yes/", backings.accept, name="accept_backing"),
    path("<slug:key>/organisations/<int:pk>/end/", backings.end, name="end_backing"),
]
