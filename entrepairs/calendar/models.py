"""The address under which a calendar program reads what is one person's."""

from django.db import models
from django.db.models.functions import Now

from entrepairs.people.models import Person


class Feed(models.Model):
    """A secret address under which a calendar program reads what is one person's.

    Only its digest is kept. The address is derived again from the salt and a key that is not in
    the database: its person can see it at any time, and nobody can from a copy of the tables.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(db_default=Now())
