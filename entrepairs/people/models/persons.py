"""Persons, whom they block, the words by which they are found."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from entrepairs.core.fields import KeyField
from entrepairs.ledger.models import Audience
from entrepairs.people.models.folding import folded


class Person(models.Model):
    """Someone here, with or without a login. Nobody is "helper" or "helped"."""

    key = KeyField()
    name = models.CharField(max_length=60)  # what they want to be called
    folded = models.GeneratedField(
        expression=folded("name"),
        output_field=models.CharField(max_length=120, db_collation="C"),
        db_persist=True,
    )
    # Who may see that name.
    audience = models.SmallIntegerField(choices=Audience, default=Audience.ORGANISATIONS)
    language = models.CharField(max_length=8, default="fr")  # of mails and papers
    time_zone = models.CharField(max_length=40, default="Europe/Paris")
    created_at = models.DateTimeField(db_default=Now())
    paused_at = models.DateTimeField(null=True)
    # How far the first conversation went.
    welcome_step = models.PositiveSmallIntegerField(default=0)
    welcomed_at = models.DateTimeField(null=True)  # it is over
    first_steps_hidden_at = models.DateTimeField(null=True)  # "do not show them again"

    class Meta:
        # Names in order are walked by this index, and a prefix is a range of it: no policy prevents
        # either.
        indexes = [models.Index(fields=["folded", "id"], name="person_by_name")]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="person_has_a_name"),
            models.CheckConstraint(condition=Q(audience__range=(0, 5)), name="person_audience"),
        ]

    def __str__(self) -> str:
        return self.name


class Block(models.Model):
    """`person` wants nothing to do with `blocked`: neither sees the other, anywhere.

    Only `person` knows.
    """

    key = KeyField()
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    blocked = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "blocked"], name="block_once"),
            models.CheckConstraint(condition=~Q(person=F("blocked")), name="block_another"),
        ]


class SearchTerm(models.Model):
    """A word by which a person may be found, and by whom.

    The word is of their name, of what they tell, of where they are. It is what is searched across a
    network: narrow, with the audience in a column that is leakproof to compare. Written by the
    database alone, in the transaction that changes what it says (see the SQL of this room); nothing
    is in it that its person tells to fewer than an organisation, nor while they pause.
    """

    # "name:lise", "concept:12", "place:2988507".
    word = models.CharField(max_length=64, db_collation="C")
    scope = models.BigIntegerField()  # 0 is the whole network; else an organisation of theirs
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    until = models.DateTimeField(null=True)  # when their time in that organisation ends

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "word", "person"], name="clue_search")
        ]


class Restriction(models.Model):
    """What a decision keeps a person from doing, until when: writing in a circle, coming back to
    it, or (without a circle) acting at all. Written by the database alone, when two people have
    agreed on a decision; `about` is the key of what was reported.
    """

    class Kind(models.TextChoices):
        MUTE = "mute"
        EXCLUDE = "exclude"
        SUSPEND = "suspend"

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    circle = models.ForeignKey("people.Circle", models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    about = models.CharField(max_length=14)
    since = models.DateTimeField(db_default=Now())
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="suspend", circle__isnull=True)
                | Q(kind__in=["mute", "exclude"], circle__isnull=False),
                name="restriction_where",
            ),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="restriction_dates"),
        ]
