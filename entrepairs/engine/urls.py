from django.urls import path

from entrepairs.engine.health import healthz

urlpatterns = [path("healthz", healthz, name="healthz")]
