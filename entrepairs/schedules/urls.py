"""Addresses of programmes as files, below /events/."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.schedules.views import calendars, exports, imports

app_name = "schedules"
urlpatterns: list[URLPattern | URLResolver] = [
    path("new/<slug:key>/import/", imports.begin, name="begin_import"),
    path("<slug:key>/prepare/import/", imports.programme, name="import"),
    path("<slug:key>/programme.pdf", exports.programme_pdf, name="programme_pdf"),
    path("<slug:key>/schedule.xml", exports.schedule_xml, name="schedule_xml"),
    path("<slug:key>/schedule.json", exports.schedule_json, name="schedule_json"),
    path("<slug:key>/calendar.ics", calendars.calendar, name="calendar"),
    path("<slug:key>/mine.ics", calendars.my_calendar, name="my_calendar"),
    path("session/<slug:key>.ics", calendars.session, name="session_calendar"),
]
