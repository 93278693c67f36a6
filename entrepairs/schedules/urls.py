"""Addresses of programmes as files, below /events/."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.schedules.views import exports, imports

app_name = "schedules"
urlpatterns: list[URLPattern | URLResolver] = [
    path("new/<slug:key>/import/", imports.begin, name="begin_import"),
    path("<slug:key>/prepare/import/", imports.programme, name="import"),
    path("<slug:key>/programme.pdf", exports.programme_pdf, name="programme_pdf"),
    path("<slug:key>/schedule.xml", exports.schedule_xml, name="schedule_xml"),
    path("<slug:key>/schedule.json", exports.schedule_json, name="schedule_json"),
]
