from django.urls import path

from entrepairs.vocabulary import views

app_name = "vocabulary"
urlpatterns = [
    path("", views.schemes, name="schemes"),
    path("places", views.places, name="places"),
    path("<slug:scheme>/", views.scheme, name="scheme"),
    path("<slug:scheme>.jsonld", views.scheme_as_skos, name="skos"),
]
