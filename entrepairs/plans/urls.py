"""Addresses of plans."""

from django.urls import URLPattern, URLResolver, path, re_path

from entrepairs.plans.views import (
    commitments,
    kept,
    members,
    my_people,
    paper,
    plans,
    sections,
    stays_out,
    talks,
)

app_name = "plans"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", plans.index, name="list"),
    path("start/", plans.start, name="start"),
    path("kept/", kept.kept, name="kept"),
    path("my-people/", my_people.my_people, name="my_people"),
    path("my-words/", talks.my_words, name="my_words"),
    path("not-with/", stays_out.settings, name="stays_out"),
    path("not-with/<int:pk>/end/", stays_out.end_apart, name="end_apart"),
    path("not-in/<int:pk>/end/", stays_out.end_stays_out, name="end_stays_out"),
    re_path(
        r"^invitations/(?P<invitation>[\w-]+)/(?P<said>yes|no|never)/$",
        members.answer,
        name="answer",
    ),
    path("<slug:key>/", plans.plan, name="plan"),
    path("<slug:key>/settings/", plans.settings, name="settings"),
    path("<slug:key>/end/", plans.end, name="end"),
    # Its parts
    path("<slug:key>/parts/add/", sections.add, name="add_section"),
    path("<slug:key>/parts/<slug:section>/", sections.write, name="write"),
    path("<slug:key>/parts/<slug:section>/before/", sections.versions, name="versions"),
    path("<slug:key>/parts/<slug:section>/delete/", sections.remove, name="remove_section"),
    # Who is in it
    path("<slug:key>/people/", members.people, name="people"),
    path("<slug:key>/invite/<slug:person>/", members.invite, name="invite"),
    path("<slug:key>/invitations/<slug:invitation>/withdraw/", members.withdraw, name="withdraw"),
    path("<slug:key>/people/<slug:person>/remove/", members.remove, name="remove"),
    path("<slug:key>/leave/", members.leave, name="leave"),
    # Who does what
    path("<slug:key>/commitments/", commitments.commitments, name="commitments"),
    re_path(
        r"^(?P<key>[\w-]+)/commitments/(?P<commitment>[\w-]+)/(?P<said>yes|done|end)/$",
        commitments.change,
        name="change_commitment",
    ),
    # Words, and being together
    path("<slug:key>/talk/", talks.talk, name="talk"),
    path("<slug:key>/journal/", talks.journal, name="journal"),
    path("<slug:key>/meetings/", talks.meetings, name="meetings"),
    # On paper, and without a network
    path("<slug:key>/offline/", kept.offline, name="offline"),
    path("<slug:key>/offline/text/", kept.text, name="text"),
    path("<slug:key>/print/", paper.sheet, name="print"),
    path("<slug:key>/copies/", paper.copies, name="copies"),
    path("<slug:key>/copies/<slug:copy>/remove/", paper.remove_copy, name="remove_copy"),
]
