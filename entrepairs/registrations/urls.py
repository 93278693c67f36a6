"""Addresses of registrations, below /events/."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.registrations import views

app_name = "registrations"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:key>/register/", views.register, name="register"),
    path("<slug:key>/registrations/", views.list_registrations, name="registrations"),
    path("<slug:key>/registrations/list.pdf", views.door_list, name="door_list"),
    path("<slug:key>/registrations/badges.pdf", views.print_badges, name="badges"),
    path("door/<slug:key>/", views.show_at_the_door, name="door"),
    path("registration/<slug:key>/", views.registration, name="registration"),
    path("registration/<slug:key>/cancel/", views.cancel_registration, name="cancel_registration"),
    path("registration/<slug:key>/attestation.pdf", views.attestation, name="attestation"),
    path("registration/<slug:key>/came/", views.note_came, name="came"),
]
