from django.urls import URLPattern, URLResolver, path, register_converter
from django.urls.converters import StringConverter

from entrepairs.people.views import ledger, me, organisation_page, organisations, person, welcome


class WhatConverter(StringConverter):
    """The name of a facet: "experience:voices", "availability"."""

    regex = "[a-z]+(:[a-z0-9_]+)?"


register_converter(WhatConverter, "what")

urlpatterns: list[URLPattern | URLResolver] = [
    path("welcome/", welcome.welcome, name="welcome"),
    path("welcome/done/", welcome.welcome_done, name="welcome_done"),
    path("welcome/<slug:key>/", welcome.welcome_step, name="welcome_step"),
    path("me/", me.me, name="me"),
    path("me/tell/<slug:key>/", welcome.tell, name="me_tell"),
    path("me/facets/<what:what>/", me.facet, name="me_facet"),
    path("me/contact/", me.contact, name="me_contact"),
    path("me/settings/", me.settings, name="me_settings"),
    path("me/pause/", me.pause, name="me_pause"),
    path("me/resume/", me.resume, name="me_resume"),
    path("me/first-steps/hide/", me.hide_first_steps, name="me_hide_first_steps"),
    path("me/views/", ledger.looks, name="me_looks"),
    path("me/sharing/", ledger.receipts, name="me_receipts"),
    path("me/activity/", ledger.deeds, name="me_deeds"),
    path("me/coordinators/", ledger.coordinators, name="me_coordinators"),
    path("me/blocks/", person.blocks, name="me_blocks"),
    path("me/blocks/<slug:key>/lift/", person.unblock, name="me_unblock"),
    path("people/<slug:key>/", person.person, name="person"),
    path("people/<slug:key>/block/", person.block, name="person_block"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/mine/", organisations.my_organisation, name="my_organisation"),
    path("organisations/<slug:key>/", organisation_page.organisation, name="organisation"),
    path("organisations/<slug:key>/mine/", organisations.desk, name="organisation_desk"),
    path("organisations/<slug:key>/change/", organisation_page.change, name="organisation_change"),
    path("organisations/<slug:key>/leave/", organisations.leave, name="organisation_leave"),
    path("organisations/<slug:key>/stop/", organisations.stop, name="organisation_stop"),
    path(
        "organisations/<slug:key>/coordination/",
        organisations.coordination,
        name="organisation_coordination",
    ),
    path("organisations/<slug:key>/circles/", organisations.circles, name="organisation_circles"),
    path("organisations/<slug:key>/people/", organisations.people, name="organisation_people"),
    path("organisations/<slug:key>/people/add/", organisations.add, name="organisation_add"),
    path(
        "organisations/<slug:key>/people/<slug:person>/",
        organisations.one,
        name="organisation_person",
    ),
    path(
        "organisations/<slug:key>/people/<slug:person>/end/",
        organisations.end,
        name="organisation_end",
    ),
    path(
        "organisations/<slug:key>/people/<slug:person>/ask/",
        organisations.ask,
        name="organisation_ask",
    ),
]
