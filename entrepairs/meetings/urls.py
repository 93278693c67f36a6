from django.urls import URLPattern, URLResolver, path

from entrepairs.meetings import feeds, views

app_name = "meetings"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.index, name="list"),
    path("new/", views.plan, name="plan"),
    path("calendar/<slug:token>.ics", feeds.moved_feed, name="moved_feed"),
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
