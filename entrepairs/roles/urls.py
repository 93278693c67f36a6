"""Addresses of roles: mine, and those of an organisation that one coordinates."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.roles.views import mine, organisations

app_name = "roles"
OF_ONE = "organisations/<slug:key>/roles"
urlpatterns: list[URLPattern | URLResolver] = [
    path("me/roles/", mine.mine, name="mine"),
    path("me/roles/<slug:key>/answer/", mine.answer, name="answer"),
    path("me/roles/<slug:key>/end/", mine.end, name="end_mine"),
    path(f"{OF_ONE}/", organisations.organisation, name="organisation"),
    path(f"{OF_ONE}/table.csv", organisations.export_csv, name="csv"),
    path(f"{OF_ONE}/offer/", organisations.choose, name="choose"),
    path(f"{OF_ONE}/offer/<slug:person>/", organisations.offer, name="offer"),
    path(f"{OF_ONE}/<slug:role>/withdraw/", organisations.withdraw, name="withdraw"),
    path(f"{OF_ONE}/<slug:role>/end/", organisations.end, name="end"),
]
