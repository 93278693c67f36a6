"""Addresses of registrations, below /events/."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.events.registration import views

registration: list[URLPattern | URLResolver] = [
    path("<slug:key>/register/", views.register, name="register"),
    path("<slug:key>/registrations/", views.registrations, name="registrations"),
    path("registration/<slug:key>/", views.registration, name="registration"),
    path("registration/<slug:key>/cancel/", views.cancel, name="cancel_registration"),
    path("registration/<slug:key>/came/", views.came, name="came"),
]
