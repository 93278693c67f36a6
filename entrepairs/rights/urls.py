"""Addresses of what a person can demand."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.accounts.decorators import proven_page
from entrepairs.rights.views import data, erasing, exports, paper, registers, requests

app_name = "rights"
urlpatterns: list[URLPattern | URLResolver] = [
    path("me/data/", data.data, name="data"),
    path("me/data/leave/", data.leave, name="leave"),
    path("me/data/come-back/", data.back, name="come_back"),
    path("me/data/keep/", data.keep, name="keep"),
    path("me/data/call-off/", data.call_off, name="call_off"),
    path("me/data/copy/", exports.ask, name="ask_export"),
    path("me/data/copy/progress/", exports.progress, name="progress"),
    path("me/data/copy/delete/", exports.remove, name="remove_export"),
    path("me/data/requests/", requests.mine, name="requests"),
    path("me/data/requests/<slug:key>/agree/", requests.agree, name="agree"),
    path("me/data/requests/<slug:key>/call-off/", requests.call_off, name="call_off_request"),
    path("me/data/requests/<slug:key>/sheet.pdf", requests.sheet, name="sheet"),
    path("organisations/<slug:key>/requests/", paper.paper, name="paper"),
    path("requests/<slug:key>/yes/", paper.note_yes, name="note_yes"),
    path("requests/<slug:key>/call-off/", paper.call_off, name="call_off_noted"),
    path("privacy/register/", registers.processing, name="processing"),
    path("privacy/impact/", registers.impact, name="impact"),
    path("privacy/hosting/", registers.hosting, name="hosting"),
    path("privacy/<slug:name>.pdf", registers.declaration_file, name="declaration_file"),
    path("breaches/", registers.breaches, name="breaches"),
    path("breaches/breaches.pdf", registers.breaches_file, name="breaches_file"),
    path("data/<slug:secret>/", exports.taken, name="export"),
    # At the gate: it asks again who it is, as before a way to sign in is removed.
    path("account/erase/", proven_page(erasing.erase), name="erase"),
    path("erased/<slug:secret>/", erasing.certificate, name="certificate"),
]
