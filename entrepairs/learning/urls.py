"""Addresses of learning: the public page, my path, what I am asked, checking an attestation."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.learning.views import asked, checks, paths

app_name = "learning"
MINE = "mine/<slug:key>"
ONE = "mine/attestations/<slug:key>"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", checks.index, name="index"),
    path("verify/", checks.check, name="check"),
    path("verify/<slug:code>/", checks.checked, name="checked"),
    path("withdrawn/<int:number>/", checks.withdrawn, name="withdrawn"),
    path("asked/<slug:key>/", asked.asked, name="asked"),
    path("asked/<slug:key>/no/", asked.decline, name="decline"),
    path("mine/", paths.mine, name="mine"),
    path("mine/add/<slug:side>/", paths.add, name="add"),
    path(f"{ONE}/<slug:language>.pdf", checks.pdf, name="pdf"),
    path(f"{ONE}/badge.svg", checks.badge, name="badge"),
    path(f"{ONE}/withdraw/", checks.withdraw, name="withdraw"),
    path(f"{MINE}/", paths.step, name="step"),
    path(f"{MINE}/change/", paths.change, name="change"),
    path(f"{MINE}/remove/", paths.remove, name="remove"),
    path(f"{MINE}/ask/", paths.ask, name="ask"),
    path(f"{MINE}/take-back/", paths.take_back, name="take_back"),
    path(f"{MINE}/attest/", paths.attest, name="attest"),
]
