from django.urls import path

from entrepairs.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.preferences, name="preferences"),
    path("devices/on/", views.turn_on_device, name="turn_on_device"),
    path("devices/<slug:key>/off/", views.turn_off_device, name="turn_off_device"),
    path("number/", views.give_number, name="give_number"),
    path("number/code/", views.prove_number, name="prove_number"),
    path("number/remove/", views.remove_number, name="remove_number"),
    path("lost/", views.lost_phone, name="lost_phone"),
    path("stop/", views.stop, name="stop"),
    path("stop/<str:token>/", views.stop_by_link, name="stop_by_link"),
]
