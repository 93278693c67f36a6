"""Addresses of calls for seats, for everyone; of those who open them, and of who answers."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.vacancies import feeds
from entrepairs.vacancies.views import calls, candidacies

app_name = "vacancies"
urlpatterns: list[URLPattern | URLResolver] = [
    path("vacancies/", calls.calls, name="calls"),
    path("vacancies/new.atom", feeds.calls, name="feed"),
    path("vacancies/<slug:key>/", calls.call, name="call"),
    path("vacancies/<slug:key>/change/", calls.change, name="change"),
    path("vacancies/<slug:key>/close/", calls.close, name="close"),
    path("vacancies/<slug:key>/offer/", candidacies.offer, name="offer"),
    path("candidacies/<slug:key>/withdraw/", candidacies.withdraw, name="withdraw"),
    path("candidacies/<slug:key>/sheet.pdf", candidacies.sheet, name="sheet"),
    path("organisations/<slug:key>/vacancies/<slug:seat>/", calls.open_one, name="open"),
]
