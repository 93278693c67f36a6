"""Addresses of courses, below /learning/."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.courses import views

app_name = "courses"
ONE = "courses/<slug:key>"
urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{ONE}/", views.describe, name="describe"),
    path(f"{ONE}/attendance/", views.attendance, name="attendance"),
    path(f"{ONE}/attendance/<slug:session>/", views.session, name="session"),
    path("kept/<slug:key>/", views.keep, name="keep"),
]
