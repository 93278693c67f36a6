"""What a person tells, one thing at a time, each with its audience."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entrepairs.core.fields import EncryptedTextField
from entrepairs.ledger.models import Audience
from entrepairs.people.models.persons import Person
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.models import Concept, Place

SLOTS = 21  # mornings, afternoons and evenings of a week, Monday first
ALL_SLOTS = (1 << SLOTS) - 1


class Facet(models.Model):
    """One thing a person tells, with its audience."""

    class Kind(models.TextChoices):
        EXPERIENCE = "experience", _("lived experience")
        NEED = "need", _("looking for")
        OFFER = "offer", _("can bring")
        LANGUAGE = "language", _("language")
        LIMIT = "limit", _("limit")
        AVAILABILITY = "availability", _("when")
        PLACE = "place", _("where")
        CONTACT = "contact", _("how to reach me")

    class Means(models.TextChoices):
        PHONE = "phone", _("telephone")
        EMAIL = "email", _("email")
        OTHER = "other", _("other")

    WITH_CONCEPT = (Kind.EXPERIENCE, Kind.NEED, Kind.OFFER, Kind.LANGUAGE, Kind.LIMIT)

    person = models.ForeignKey(Person, models.CASCADE, related_name="facets")
    kind = models.CharField(max_length=12, choices=Kind)
    concept = models.ForeignKey(Concept, models.RESTRICT, null=True)
    audience = models.SmallIntegerField(choices=Audience, default=Audience.ORGANISATIONS)
    note = EncryptedTextField(blank=True)  # in their own words
    # Availability: one bit a third of a day, Monday morning first.
    slots = models.IntegerField(null=True)
    place = models.ForeignKey(Place, models.RESTRICT, null=True)  # where: nothing means anywhere
    radius_km = models.SmallIntegerField(null=True)
    # How to reach me: which way; the note says where.
    means = models.CharField(max_length=8, choices=Means, blank=True)
    told_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(audience__range=(0, 5)), name="facet_audience"),
            models.CheckConstraint(
                name="facet_concept_if_it_has_one",
                condition=Q(
                    kind__in=["experience", "need", "offer", "language", "limit"],
                    concept__isnull=False,
                )
                | Q(kind__in=["availability", "place", "contact"], concept__isnull=True),
            ),
            models.CheckConstraint(
                name="facet_slots",
                condition=Q(kind="availability", slots__isnull=False, slots__range=(0, ALL_SLOTS))
                | (~Q(kind="availability") & Q(slots__isnull=True)),
            ),
            models.CheckConstraint(
                name="facet_place",
                condition=Q(
                    kind="place",
                    place__isnull=False,
                    radius_km__isnull=False,
                    radius_km__range=(0, 500),
                )
                | Q(kind="place", place__isnull=True, radius_km__isnull=True)
                | (~Q(kind="place") & Q(place__isnull=True, radius_km__isnull=True)),
            ),
            models.CheckConstraint(
                name="facet_means",
                condition=Q(kind="contact", means__in=["phone", "email", "other"]) & ~Q(note="")
                | (~Q(kind="contact") & Q(means="")),
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "concept", "means"],
                name="facet_told_once",
                nulls_distinct=False,
            ),
        ]
        # Searched across a network: only columns that are leakproof to compare.
        indexes = [
            models.Index(fields=["kind", "concept", "audience", "person"], name="facet_search")
        ]

    @property
    def what(self) -> str:
        """Its name in addresses and receipts: "experience:voices", "contact:phone", "place"."""
        part = vocabulary.concept(self.concept_id).key if self.concept_id else self.means
        return f"{self.kind}:{part}" if part else self.kind
