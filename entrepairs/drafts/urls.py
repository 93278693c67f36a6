"""Addresses of drafts, below /events/."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.drafts import picture_views, views
from entrepairs.drafts.grid import views as grid

app_name = "drafts"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:key>/prepare/grid/", grid.grid, name="grid"),
    path("<slug:key>/prepare/sessions/<slug:of>/move/", grid.move, name="session_move"),
    path("<slug:key>/prepare/preview/", views.preview, name="preview"),
    path("<slug:key>/prepare/copy/", views.copy, name="copy"),
    path("<slug:key>/prepare/picture/", picture_views.change, name="picture_change"),
    path("<slug:key>/prepare/picture/remove/", picture_views.remove, name="picture_remove"),
    path("pictures/<slug:key>/<slug:size>.webp", picture_views.picture, name="picture"),
]
