"""Addresses of what a person can demand."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.accounts.decorators import proven_page
from entrepairs.rights.views import data, erasing, exports

app_name = "rights"
urlpatterns: list[URLPattern | URLResolver] = [
    path("me/data/", data.data, name="data"),
    path("me/data/leave/", data.leave, name="leave"),
    path("me/data/come-back/", data.back, name="come_back"),
    path("me/data/call-off/", data.call_off, name="call_off"),
    path("me/data/copy/", exports.ask, name="ask_export"),
    path("me/data/copy/progress/", exports.progress, name="progress"),
    path("me/data/copy/delete/", exports.remove, name="remove_export"),
    path("data/<slug:secret>/", exports.taken, name="export"),
    # At the gate: it asks again who it is, as before a way to sign in is removed.
    path("account/erase/", proven_page(erasing.erase), name="erase"),
    path("erased/<slug:secret>/", erasing.certificate, name="certificate"),
]
