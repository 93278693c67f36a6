"""Addresses of those who prepare events.

Listed before the public ones: `prepare` and `new` are no keys.
"""

from django.urls import URLPattern, URLResolver, path

from entrepairs.events.views import invitations, materials, rooms, sessions, speakers
from entrepairs.events.views import organise as events

organise: list[URLPattern | URLResolver] = [
    path("prepare/", events.index, name="preparing"),
    path("new/<slug:key>/", events.begin, name="begin"),
    path("<slug:key>/prepare/", events.prepare, name="prepare"),
    path("<slug:key>/prepare/change/", events.change, name="change"),
    path("<slug:key>/prepare/publish/", events.publish, name="publish"),
    path("<slug:key>/prepare/cancel/", events.cancel, name="cancel"),
    # The programme
    path("<slug:key>/prepare/rooms/", rooms.parts, name="parts"),
    path("<slug:key>/prepare/sessions/new/", sessions.session_add, name="session_add"),
    path("<slug:key>/prepare/sessions/<slug:of>/", sessions.session, name="session_change"),
    path(
        "<slug:key>/prepare/sessions/<slug:of>/remove/",
        sessions.session_remove,
        name="session_remove",
    ),
    path("<slug:key>/prepare/sessions/<slug:of>/talks/new/", sessions.talk_add, name="talk_add"),
    path("<slug:key>/prepare/talks/<slug:of>/", sessions.talk, name="talk_change"),
    path("<slug:key>/prepare/talks/<slug:of>/remove/", sessions.talk_remove, name="talk_remove"),
    # Who speaks, and what is kept
    path("<slug:key>/prepare/speakers/", speakers.speakers, name="speakers"),
    path("<slug:key>/prepare/speakers/<slug:of>/", speakers.speaker, name="speaker_change"),
    path(
        "<slug:key>/prepare/speakers/<slug:of>/remove/",
        speakers.speaker_remove,
        name="speaker_remove",
    ),
    path(
        "<slug:key>/prepare/speakers/<slug:of>/link/", invitations.speaker_link, name="speaker_link"
    ),
    path("speaker/<slug:key>/me/", invitations.myself, name="myself"),
    # Who prepares it, and invitations
    path("<slug:key>/prepare/organisers/", invitations.organisers, name="organisers"),
    path(
        "<slug:key>/prepare/organisers/<slug:of>/remove/",
        invitations.organiser_remove,
        name="organiser_remove",
    ),
    path("<slug:key>/prepare/asked/<slug:of>/", invitations.take_back, name="take_back"),
    path("asked/<slug:key>/", invitations.asked, name="asked"),
    path("<slug:key>/prepare/materials/", materials.materials, name="materials"),
    path(
        "<slug:key>/prepare/materials/<slug:of>/remove/",
        materials.material_remove,
        name="material_remove",
    ),
    path(
        "<slug:key>/prepare/materials/<slug:of>/move/",
        materials.material_move,
        name="material_move",
    ),
]
