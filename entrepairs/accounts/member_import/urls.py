from django.urls import path

from entrepairs.accounts.member_import import views

urlpatterns = [
    path("organisations/<str:key>/import/", views.import_members, name="import_members"),
    path("organisations/<str:key>/import/codes/", views.import_cards, name="import_cards"),
    path("organisations/<str:key>/import/marks/", views.mark_cards, name="mark_cards"),
    path(
        "organisations/<str:key>/import/codes/<int:number>/", views.print_cards, name="print_cards"
    ),
]
