"""Addresses of reviews: each is of a plan, named by the plan's key."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.reviews import views

app_name = "reviews"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:key>/", views.review, name="review"),
    path("<slug:key>/start/", views.start, name="start"),
    path("<slug:key>/answer/", views.answer, name="answer"),
    path("<slug:key>/close/", views.close, name="close"),
]
