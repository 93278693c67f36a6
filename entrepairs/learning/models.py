"""What people learned and taught, with the yes of who saw it, and the attestations they make of
it."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entrepairs.core.fields import EncryptedTextField, KeyField
from entrepairs.core.secret_links import LETTERS
from entrepairs.people.models import Person
from entrepairs.vocabulary.models import Concept

MOST_MINUTES = 5000 * 60  # of a whole diploma with its placements
LIST_SIZE = 131_072  # places in one list of withdrawn attestations: what its standard asks at least


class Step(models.Model):
    """Something that one person learned or taught: by living, among peers, or at a school.

    Theirs alone, and of the one person whom they ask to confirm it; once confirmed it is changed by
    nobody.
    """

    class Side(models.TextChoices):
        LEARNED = "learned", _("learned")
        TAUGHT = "taught", _("taught")

    class Way(models.TextChoices):
        LIFE = "life", _("by living it")
        PEERS = "peers", _("among peers, organised by ourselves")
        WORK = "work", _("at work or in an association")
        TRAINING = "training", _("in a course or a school")

    class Pay(models.TextChoices):
        PAID = "paid", _("pay")
        REFUNDED = "refunded", _("expenses refunded")
        FREE = "free", _("nothing")

    key = KeyField()
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    side = models.CharField(max_length=8, choices=Side)
    title = EncryptedTextField()
    place = EncryptedTextField(blank=True)  # of whom, where
    way = models.CharField(max_length=8, choices=Way, blank=True)  # of what was learned
    path = models.ForeignKey(Concept, models.RESTRICT, null=True, related_name="+")
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    minutes = models.PositiveIntegerField(null=True)
    # Of what was taught: to whom, with another teacher or alone, and for what, each time.
    level = EncryptedTextField(blank=True)
    together = models.BooleanField(null=True)
    pay = models.CharField(max_length=8, choices=Pay, blank=True)
    amount = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    made_at = models.DateTimeField(db_default=Now())
    # Who saw it: asked by its person; what they say they are is theirs to write.
    asked_of = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_as = models.CharField(max_length=160, blank=True, default="", db_default="")
    asked_again = models.BooleanField(null=True)  # whether they would ask this teacher again

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title=""), name="step_has_a_title"),
            models.CheckConstraint(
                condition=Q(side="taught", way="", path__isnull=True, together__isnull=False)
                & ~Q(pay="")
                | Q(side="learned", together__isnull=True, pay="", level="") & ~Q(way=""),
                name="step_of_one_side",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | ~Q(pay__in=("", "free")) & Q(amount__gt=0),
                name="step_amount",
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__range=(1, MOST_MINUTES)),
                name="step_minutes",
            ),
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(first_day__lte=F("last_day")),
                name="step_days",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True)
                | Q(asked_at__isnull=False, minutes__isnull=False, first_day__isnull=False),
                name="step_confirmed_was_asked",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "side"], name="step_person")]

    @property
    def taught(self) -> bool:
        return self.side == Step.Side.TAUGHT

    @property
    def may_be_asked(self) -> bool:
        return not self.asked_at and self.minutes is not None and self.first_day is not None

    @property
    def hours(self) -> Decimal | None:
        return None if self.minutes is None else Decimal(self.minutes) / 60


class DeclinedStep(models.Model):
    """A silent no of who was asked to confirm something. Only they see it. It holds: asking
    somebody else in between does not put the question to them again."""

    step = models.ForeignKey(Step, models.CASCADE, related_name="declined")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["step", "person"], name="declined_step_once"),
        ]


class Attestation(models.Model):
    """What a person shows of a confirmed step: their name and words as they chose them, signed.

    The code is on it: who holds it reads it all, and learns whether it still holds. `number` is its
    place in the list of withdrawn attestations, which names nobody.
    """

    key = KeyField()
    step = models.ForeignKey(Step, models.CASCADE, related_name="attestations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    code = KeyField(max_length=LETTERS)
    name = models.CharField(max_length=120)
    words = EncryptedTextField(blank=True)
    number = models.IntegerField(unique=True)
    credential = EncryptedTextField()  # the signed badge
    issued_at = models.DateTimeField(db_default=Now())
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["step"],
                condition=Q(withdrawn_at__isnull=True),
                name="attestation_one_that_holds",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="attestation_name"),
        ]
        indexes: ClassVar = [models.Index(fields=["person"], name="attestation_person")]

    @property
    def path(self) -> str:
        return f"/learning/verify/{self.code}/"


class ListPlace(models.Model):
    """A number in the public list of attestations, and whether what has it was withdrawn. It stays
    when the attestation goes, so that no number is given twice."""

    number = models.IntegerField(primary_key=True)
    withdrawn = models.BooleanField(default=False, db_default=False)


class SigningKey(models.Model):
    """A key of this site for attestations: the newest signs, all that are not given up verify."""

    key = KeyField()  # its name in the document of the site
    public = models.TextField()
    private = EncryptedTextField()
    made_at = models.DateTimeField(db_default=Now())
    given_up_at = models.DateTimeField(null=True)  # somebody else may have it: it verifies nothing
