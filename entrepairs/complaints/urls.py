"""Addresses of complaints and yearly reports: of a mandate of mine, of one line, one report."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.complaints.views import ledger, levels, year

app_name = "complaints"
MINE = "mandates/<slug:key>"
REPORT = "complaints/reports/<slug:key>"
VERSION = f"{REPORT}/versions/<int:number>"
urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{MINE}/complaints/", ledger.ledger, name="ledger"),
    path(f"{MINE}/complaints/add/", ledger.add, name="add"),
    path(f"{MINE}/level/", levels.level, name="level"),
    path(f"{MINE}/reports/", year.years, name="years"),
    path(f"{MINE}/reports/start/", year.start, name="start"),
    path(f"{REPORT}/", year.report, name="report"),
    path(f"{REPORT}/lines/<slug:name>/", year.write, name="write"),
    path(f"{REPORT}/keep/", year.keep, name="keep"),
    path(f"{VERSION}/sent/", year.sent, name="sent"),
    path(f"{VERSION}/report.pdf", year.as_pdf, name="pdf"),
    path(f"{VERSION}/report.odt", year.as_text, name="odt"),
    path("complaints/<slug:key>/", ledger.change, name="change"),
    path("complaints/<slug:key>/delete/", ledger.remove, name="remove"),
]
