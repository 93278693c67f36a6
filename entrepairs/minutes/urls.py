"""Addresses of the files of sittings."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.minutes import views

app_name = "minutes"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:key>/send/", views.send, name="send"),
    path("<slug:key>/<slug:of>/delete/", views.delete, name="delete"),
    path("<slug:key>/<slug:of>/open/<str:name>", views.served, name="open"),
]
