from django.conf import settings
from django.urls import path

from entrepairs.ui import leaving, legal, offline, views

urlpatterns = [
    path("about/", views.about, name="about"),
    path("source.tar.gz", views.source_code, name="source"),
    path("legal/", legal.legal_notice, name="legal"),
    path("privacy/", legal.privacy, name="privacy"),
    path("accessibility/", legal.accessibility, name="accessibility"),
    path("robots.txt", legal.robots, name="robots"),
    path(".well-known/security.txt", legal.security_txt, name="security_txt"),
    path("favicon.ico", legal.favicon, name="favicon"),
    path("site.webmanifest", legal.manifest, name="manifest"),
    path("service-worker.js", offline.service_worker, name="service_worker"),
    path("offline/", offline.offline, name="offline"),
    path("language/", views.language, name="language"),
    path("leave/", leaving.leave, name="leave"),
    path("leave/continue/", leaving.come_back, name="come_back"),
]
if settings.MODE != "serve":
    urlpatterns.append(path("styleguide/", views.styleguide, name="styleguide"))
