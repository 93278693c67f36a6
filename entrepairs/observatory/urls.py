"""Addresses of the observatory: for everyone, but the page on which one asks not to be counted."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.observatory.views import counting, files, public

app_name = "observatory"
urlpatterns: list[URLPattern | URLResolver] = [
    path("observatory/", public.index, name="index"),
    path("observatory/publications/", public.publications, name="publications"),
    path("observatory/counting/", counting.counting, name="counting"),
    path("observatory/questions/<int:number>/", public.question, name="question"),
    path("observatory/symmetry/", public.symmetry, name="symmetry"),
    path("observatory/<slug:period>/", public.publication, name="publication"),
    path("observatory/<slug:period>/figures.csv", files.as_csv, name="csv"),
    path("observatory/<slug:period>/figures.json", files.as_json, name="json"),
]
