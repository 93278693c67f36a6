"""Addresses of the house rules, of reports and of what was decided about them."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.safeguarding.views import rules

app_name = "safeguarding"
urlpatterns: list[URLPattern | URLResolver] = [
    path("rules/", rules.rules, name="rules"),
    path("rules/worry/", rules.worry, name="worry"),
    path("rules/<int:number>/", rules.rules, name="version"),
]
