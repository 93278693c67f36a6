"""Addresses of rounds."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.rounds import views, weight_views

app_name = "rounds"
urlpatterns: list[URLPattern | URLResolver] = [
    path("rounds/", views.index, name="rounds"),
    path("rounds/open/<slug:key>/", views.open_round, name="open_round"),
    path("rounds/suggestions/<slug:key>/", views.suggestion, name="suggestion"),
    path("rounds/<slug:key>/", views.round_page, name="round"),
    path("rounds/<slug:key>/progress/", views.progress, name="round_progress"),
    path("rounds/<slug:key>/work-out/", views.work_out, name="work_out_round"),
    path("rounds/<slug:key>/cancel/", views.cancel, name="cancel_round"),
    path("rounds/<slug:key>/release/", views.release, name="release_round"),
    # How peers are found in an organisation
    path("organisations/<slug:key>/matching-settings/", weight_views.weights, name="weights"),
    path(
        "organisations/<slug:key>/matching-settings/reset/",
        weight_views.reset,
        name="reset_weights",
    ),
    path(
        "organisations/<slug:key>/matching-settings/answer/",
        weight_views.answer,
        name="answer_weights",
    ),
    path("organisations/<slug:key>/matching-settings/learnt/", weight_views.learnt, name="learnt"),
]
