"""Addresses of drafts, below /events/."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.drafts import views

app_name = "drafts"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:key>/prepare/preview/", views.preview, name="preview"),
    path("<slug:key>/prepare/copy/", views.copy, name="copy"),
]
