"""Addresses of reports."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.reports.views import reports

app_name = "reports"
urlpatterns: list[URLPattern | URLResolver] = [
    path("new/<slug:key>/", reports.start, name="start"),
    path("<slug:key>/", reports.report, name="report"),
    path("<slug:key>/lines/<slug:name>/", reports.correct, name="correct"),
    path("<slug:key>/open/", reports.open_it, name="open"),
    path("<slug:key>/ask/", reports.ask, name="ask"),
    path("<slug:key>/sent/", reports.sent, name="sent"),
    path("<slug:key>/table.csv", reports.as_csv, name="csv"),
    path("<slug:key>/report.pdf", reports.as_pdf, name="pdf"),
]
