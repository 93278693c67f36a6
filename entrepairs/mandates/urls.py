"""Addresses of bodies and mandates."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.mandates.views import kinds

app_name = "mandates"
urlpatterns: list[URLPattern | URLResolver] = [
    path("bodies/", kinds.bodies, name="bodies"),
    path("bodies/kinds/<slug:key>/", kinds.kind, name="kind"),
]
