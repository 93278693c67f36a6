from django.urls import URLPattern, URLResolver, path

from entrepairs.events.urls_organise import organise
from entrepairs.events.views import event_page
from entrepairs.events.views import public as views

app_name = "events"
public: list[URLPattern | URLResolver] = [
    path("", views.index, name="list"),
    # What is said there
    path("session/<slug:key>/", views.session, name="session"),
    path("session/<slug:key>/keep/", views.keep, name="keep"),
    path("session/<slug:key>/cite.<slug:how>", views.cite_session, name="cite_session"),
    path("talk/<slug:key>/", views.talk, name="talk"),
    path("talk/<slug:key>/cite.<slug:how>", views.cite_talk, name="cite_talk"),
    path("speaker/<slug:key>/", views.speaker, name="speaker"),
    # One event
    path("<slug:key>/", event_page.event, name="event"),
    path("<slug:key>/mine/", views.mine, name="mine"),
]
# Those who prepare come before: the keys of the public ones stand for any word.
urlpatterns = [*organise, *public]
