"""Addresses of gatherings."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.gatherings.views import rhythms, times

app_name = "gatherings"
urlpatterns: list[URLPattern | URLResolver] = [
    # When a group meets
    path("new/<slug:key>/", rhythms.start, name="start"),
    path("rhythm/<slug:key>/", rhythms.change, name="change"),
    path("rhythm/<slug:key>/stop/", rhythms.stop, name="stop"),
    # One time
    path("<slug:at>/", times.time, name="time"),
    path("<slug:at>/otherwise/", times.tell_apart, name="tell_apart"),
]
