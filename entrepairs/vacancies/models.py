"""Open calls for empty seats, and who offers to take one: what the form of the regional health
agency asks."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from entrepairs.core.fields import EncryptedTextField, KeyField
from entrepairs.mandates.models import Seat
from entrepairs.people.models import Organisation, Person
from entrepairs.ui.formats import today

MOST_WORDS = 2000


class VacancyCall(models.Model):
    """A call of an association for a seat that nobody holds. Public until its last day, or until
    the seat is held."""

    key = KeyField()
    # Taken off with its seat, by the database: on_mandates.sql.
    seat = models.ForeignKey(Seat, models.DO_NOTHING, related_name="+")
    organisation = models.ForeignKey(Organisation, models.RESTRICT, related_name="+")
    words = models.TextField(max_length=MOST_WORDS)
    until = models.DateField()
    approved = models.CharField(max_length=160, blank=True)  # the approved association
    approval = models.CharField(max_length=40, blank=True)  # its number
    mail = models.EmailField(blank=True)  # generic address of the association
    made_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["seat", "organisation"],
                condition=Q(closed_at__isnull=True),
                name="vacancy_call_one_open",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="vacancy_call_words"),
        ]

    @property
    def path(self) -> str:
        return f"/vacancies/{self.key}/"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and self.until >= today()


class Candidacy(models.Model):
    """Somebody offers to take a seat, to the association that calls: nobody is put forward by
    another. `publish`: their own yes or no to their name and address on the agency's site."""

    key = KeyField()
    call = models.ForeignKey(VacancyCall, models.CASCADE, related_name="candidacies")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    given = EncryptedTextField(blank=True)
    family = EncryptedTextField(blank=True)
    email = EncryptedTextField(blank=True)
    telephone = EncryptedTextField(blank=True)
    words = EncryptedTextField(blank=True)
    publish = models.BooleanField()
    made_at = models.DateTimeField(db_default=Now())
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["call", "person"],
                condition=Q(withdrawn_at__isnull=True),
                name="candidacy_one",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["person"], name="candidacy_person")]
