"""Addresses of registrations, below /events/."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.registrations import organise, views

app_name = "registrations"
urlpatterns: list[URLPattern | URLResolver] = [
    path("registrations/", views.list_mine, name="mine"),
    path("<slug:key>/register/", views.register, name="register"),
    path("<slug:key>/registrations/", views.list_registrations, name="registrations"),
    path("<slug:key>/registrations/list.pdf", views.door_list, name="door_list"),
    path("<slug:key>/registrations/list.csv", organise.export_csv, name="csv"),
    path("<slug:key>/registrations/add/", organise.add, name="add"),
    path("<slug:key>/registrations/write/", organise.write, name="write"),
    path("<slug:key>/registrations/badges.pdf", views.print_badges, name="badges"),
    path("door/<slug:badge>/", views.show_at_the_door, name="door"),
    path("door/<slug:badge>/came/", views.note_came, name="came"),
    path("door/<slug:badge>/accept/", organise.accept, name="accept"),
    path("door/<slug:badge>/remove/", organise.remove, name="remove"),
    path("registration/<slug:key>/", views.registration, name="registration"),
    path("registration/<slug:key>/calendar.ics", views.calendar, name="calendar"),
    path("registration/<slug:key>/confirmation.pdf", views.confirmation, name="confirmation"),
    path("registration/<slug:key>/cancel/", views.cancel_registration, name="cancel_registration"),
    path("registration/<slug:key>/yes/", views.agree, name="agree"),
    path("registration/<slug:key>/confirm/<slug:secret>/", views.confirm, name="confirm"),
    path("registration/<slug:key>/attestation.pdf", views.attestation, name="attestation"),
]
