from django.conf import settings
from django.urls import path

from entrepairs.ui import views

urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("source.tar.gz", views.source_code, name="source"),
    path("language/", views.language, name="language"),
]
if settings.MODE != "serve":
    urlpatterns.append(path("styleguide/", views.styleguide, name="styleguide"))
