from django.urls import path

from entrepairs.conversations import views

app_name = "conversations"
urlpatterns = [
    path("journal/<str:key>/change/", views.change_entry, name="change_entry"),
    path("journal/<str:key>/remove/", views.remove_entry, name="remove_entry"),
    path("messages/<uuid:key>/take-back/", views.take_back, name="take_back"),
    path("<str:key>/new/", views.new, name="new"),
]
