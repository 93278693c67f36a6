"""Addresses of the house rules, of reports and of what was decided about them."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.safeguarding.views import decisions, readings, reports, rota, rules

app_name = "safeguarding"
urlpatterns: list[URLPattern | URLResolver] = [
    path("rules/", rules.rules, name="rules"),
    path("rules/worry/", rules.worry, name="worry"),
    path("rules/confidentiality/", rules.confidentiality, name="confidentiality"),
    path("rules/<int:number>/", rules.rules, name="version"),
    path("reports/", reports.index, name="reports"),
    path("reports/figures/", decisions.figures, name="figures"),
    path("reports/of/<slug:kind>/<str:key>/", reports.new, name="report"),
    path("reports/sent/<slug:key>/", reports.sent, name="sent"),
    path("reports/door/<slug:secret>/", reports.door, name="door"),
    path("reports/read/<slug:key>/", readings.read, name="read"),
    path("reports/read/<slug:key>/shown/", readings.shown, name="shown"),
    path("reports/read/<slug:key>/agree/", readings.agree, name="agree"),
    path("reports/decisions/<slug:key>/", decisions.decision, name="decision"),
    path("reports/decisions/<slug:key>/appeal/", decisions.appeal, name="appeal"),
    path("reports/rota/<slug:key>/accept/", rota.accept, name="accept"),
    path("reports/rota/<slug:key>/end/", rota.end, name="end"),
    path("organisations/<slug:key>/rota/", rota.rota, name="rota"),
]
