"""Addresses of the calendar."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.calendar import feeds, views

app_name = "calendar"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.index, name="calendar"),
    # All that is mine, for a calendar program
    path("address/", views.address, name="address"),
    path("address/new/", views.make_address, name="make_address"),
    path("address/remove/", views.remove_address, name="remove_address"),
    path("feed/<slug:token>.ics", feeds.feed, name="feed"),
]
