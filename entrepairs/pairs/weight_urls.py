from django.urls import URLPattern, URLResolver, path

from entrepairs.pairs.views import weights

urlpatterns: list[URLPattern | URLResolver] = [
    path("organisations/<slug:key>/weights/", weights.weights, name="weights"),
    path("organisations/<slug:key>/weights/reset/", weights.reset, name="reset_weights"),
    path("organisations/<slug:key>/weights/answer/", weights.answer, name="answer_weights"),
    path("organisations/<slug:key>/weights/learnt/", weights.learnt, name="learnt"),
]
