from django.urls import URLPattern, URLResolver, path

from entrepairs.meetings import feeds, views

app_name = "meetings"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.index, name="list"),
    path("new/", views.plan, name="plan"),
    # My calendar
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/new/", views.calendar_new, name="calendar_new"),
    path("calendar/remove/", views.calendar_remove, name="calendar_remove"),
    path("calendar/<slug:token>.ics", feeds.feed, name="feed"),
    # One meeting
    path("<slug:key>.ics", feeds.ics, name="ics"),
    path("<slug:key>/", views.meeting, name="meeting"),
    path("<slug:key>/accept/", views.accept, name="accept"),
    path("<slug:key>/other-time/", views.other_time, name="other_time"),
    path("<slug:key>/cancel/", views.cancel, name="cancel"),
    path("<slug:key>/held/", views.held, name="held"),
    path("<slug:key>/note/", views.note, name="note"),
    path("<slug:key>/confirm/", views.confirm, name="confirm"),
    path("<slug:key>/not-counted/", views.do_not_count, name="do_not_count"),
]
