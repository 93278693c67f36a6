"""Addresses whose pages write, then fail, for the tests of the middleware."""

from django.http import HttpResponse
from django.urls import include, path

from entrepairs.core.requests import SignedInRequest
from entrepairs.people.models import Person


def write(request: SignedInRequest, status: int) -> HttpResponse:
    Person.objects.filter(pk=request.person_id).update(name="Amelle")
    return HttpResponse(status=status)


urlpatterns = [path("write/<int:status>/", write), path("", include("entrepairs.urls"))]
