"""Addresses of the files of a group, below its own."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.sharing import views

app_name = "sharing"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.index, name="list"),
    path("coming/", views.announce, name="coming"),
    path("<slug:of>/", views.describe, name="describe"),
    path("<slug:of>/part/", views.part, name="part"),
    path("<slug:of>/replace/", views.replace, name="replace"),
    path("<slug:of>/remove/", views.remove, name="remove"),
    path("<slug:of>/back/", views.bring_back, name="bring_back"),
    path("<slug:of>/open/<str:name>", views.served, name="open"),
]
