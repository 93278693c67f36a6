from django.urls import path

from entrepairs.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.preferences, name="preferences"),
    path("stop/", views.stop, name="stop"),
    path("stop/<str:token>/", views.stop_by_link, name="stop_by_link"),
]
