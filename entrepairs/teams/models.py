"""Teams: who works in one, as what, how much of the week; each with their yes."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from entrepairs.core.fields import KeyField
from entrepairs.people.models import Circle, Membership, Organisation, Person
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.models import Concept

MOST_HOURS = 60  # a week
OFFER_WAITS = dt.timedelta(days=30)  # as team_offer_waits() of the database


class TeamRole(models.Model):
    """A role in a team: offered by who coordinates its organisation, held with the yes of its
    person. From when to when is what its membership says."""

    key = KeyField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="team_roles")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    role = models.ForeignKey(Concept, models.RESTRICT, related_name="+")
    statute = models.ForeignKey(Concept, models.RESTRICT, related_name="+")
    hours = models.DecimalField(max_digits=4, decimal_places=1, null=True)  # a week
    # For whom they work there, when it is not the team's own
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    last_day = models.DateField(null=True)  # if an end is planned
    offered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    membership = models.OneToOneField(
        Membership, models.CASCADE, null=True, related_name="team_role"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, membership__isnull=True)
                | Q(accepted_at__isnull=False, membership__isnull=False, withdrawn_at__isnull=True),
                name="team_role_held_is_a_membership",
            ),
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | Q(hours__gt=0, hours__lte=MOST_HOURS),
                name="team_role_hours",
            ),
            models.UniqueConstraint(
                fields=["circle", "person", "role"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="team_role_one_offered",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person"], name="team_role_person")]

    @property
    def name(self) -> str:
        return vocabulary.concept(self.role_id).label

    @property
    def statute_name(self) -> str:
        return vocabulary.concept(self.statute_id).label


class DeclinedTeamRole(models.Model):
    """A silent no to a role in a team. Only its person sees it."""

    offer = models.OneToOneField(TeamRole, models.CASCADE, related_name="declined")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())
