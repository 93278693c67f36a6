from django.urls import URLPattern, URLResolver, path

from entrepairs.today import views

urlpatterns: list[URLPattern | URLResolver] = [path("", views.today, name="today")]
