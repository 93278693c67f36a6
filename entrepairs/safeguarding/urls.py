"""Addresses of the house rules, of reports and of what was decided about them."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.safeguarding.views import (
    decisions,
    helps_me,
    on_call,
    readings,
    reports,
    rota,
    rules,
)

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
    path("me/helps/", helps_me.mine, name="helps_me"),
    path("me/helps/write/", helps_me.write, name="write_helps_me"),
    path("me/helps/delete/", helps_me.remove, name="remove_helps_me"),
    path("people/<slug:key>/helps/", helps_me.theirs, name="helps_them"),
    path("on-call/", on_call.mine, name="on_call"),
    path("on-call/<slug:key>/accept/", on_call.accept, name="accept_hours"),
    path("on-call/<slug:key>/called/", on_call.called, name="called"),
    path("on-call/<slug:key>/end/", on_call.end, name="end_hours"),
    path("on-call/calls/<int:pk>/remove/", on_call.forget, name="forget_call"),
    path("organisations/<slug:key>/on-call/", on_call.manage, name="manage_on_call"),
    path("organisations/<slug:key>/rota/", rota.rota, name="rota"),
]
