from django.urls import URLPattern, URLResolver, path

from entrepairs.pairs.scoring import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("organisations/<slug:key>/weights/", views.weights, name="weights"),
    path("organisations/<slug:key>/weights/reset/", views.reset, name="reset_weights"),
    path("organisations/<slug:key>/weights/answer/", views.answer, name="answer_weights"),
    path("organisations/<slug:key>/weights/learnt/", views.learnt, name="learnt"),
]
