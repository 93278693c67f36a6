"""What peers carry to a body, its way in stages, who said it, and what of it may be taken up
elsewhere."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, F, Func, Q, Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from entrepairs.core.fields import KeyField
from entrepairs.mandates.models import Body
from entrepairs.people.models import Circle, Person
from entrepairs.sittings.models import Sitting

NOTHING = Value("", output_field=models.TextField())
OF_GROUPS = ("group", "team")  # kinds of circle that say something together


class Step(models.TextChoices):
    """Where an item is, in this order."""

    SAID = "said", _("said")
    CARRY = "carry", _("to carry")
    AGENDA = "agenda", _("on the agenda")
    ANSWERED = "answered", _("answered")
    DECIDED = "decided", pgettext_lazy("step of an item", "decided")
    DONE = "done", pgettext_lazy("step of an item", "done")
    SEEN = "seen", _("seen on the spot")
    TOLD = "told", _("told back")


AT_SITTINGS = (Step.AGENDA, Step.ANSWERED, Step.DECIDED)


class Answer(models.TextChoices):
    """What was answered or decided. A no has its reason."""

    YES = "yes", _("yes")
    PARTLY = "partly", _("in part")
    NO = "no", _("no")


def words_of(*columns: str) -> Func:
    """The words of these columns, for full text in both languages: the title, then the rest."""
    title, words = (F(name) for name in columns)
    texts = (title, title, NOTHING, words, words)
    return Func(*texts, function="make_entry_vector", output_field=SearchVectorField())


class Outcome(models.Model):
    """What came of an item, marked to be taken up elsewhere: for everyone, and without a name."""

    key = KeyField()
    item = models.OneToOneField("Item", models.CASCADE, related_name="outcome")
    body = models.ForeignKey(Body, models.CASCADE, related_name="+")
    title = models.CharField(max_length=160)
    words = models.TextField()
    answer = models.CharField(max_length=6, choices=Answer)
    day = models.DateField()  # on which the body answered
    language = models.CharField(max_length=2, db_default="fr")  # in which it is written
    shared_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    shared_at = models.DateTimeField(db_default=Now())
    vector = models.GeneratedField(
        expression=words_of("title", "words"), output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(words=""), name="outcome_words"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["body", "-day"], name="outcome_of_body"),
            models.Index(fields=["-day", "-id"], name="outcome_newest"),
            GinIndex(fields=["vector"], name="outcome_vector"),
        ]

    @property
    def path(self) -> str:
        return f"/outcomes/{self.key}/"


class Item(models.Model):
    """What peers carry to a body. Its words are those of its last version.

    `state`, `stands_on`, `answer`, `public_at` come of its stages, and the database keeps them in
    step. `public_number` is the version that was on the agenda: those before it stay behind.
    """

    class Source(models.TextChoices):
        PERSON = "person", _("a person")
        CIRCLE = "circle", _("a group")
        MEETING = "meeting", _("a meeting of a group")

    key = KeyField()
    body = models.ForeignKey(Body, models.RESTRICT, related_name="items")
    source = models.CharField(max_length=8, choices=Source)
    circle = models.ForeignKey(Circle, models.SET_NULL, null=True, related_name="+")
    said_on = models.DateField()
    title = models.CharField(max_length=160)
    words = models.TextField(blank=True)
    number = models.SmallIntegerField(db_default=1)
    public_number = models.SmallIntegerField(null=True)
    state = models.CharField(max_length=8, choices=Step, db_default=Step.SAID)
    stands_on = models.DateField()
    answer = models.CharField(max_length=6, choices=Answer, blank=True, db_default="")
    public_at = models.DateTimeField(null=True)  # since it was on an agenda
    merged_into = models.ForeignKey("self", models.RESTRICT, null=True, related_name="merged")
    merged_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)  # its text, not the item
    # The database empties it when the outcome is shared no more.
    taken_from = models.ForeignKey(Outcome, models.DO_NOTHING, null=True, related_name="taken")
    vector = models.GeneratedField(
        expression=words_of("title", "words"), output_field=SearchVectorField(), db_persist=True
    )
    # In which thousands of the items it stands, once everyone with an account may read it.
    marks: "models.Field[list[str], list[str]]" = models.GeneratedField(
        expression=Func(
            F("id"),
            ExpressionWrapper(
                Q(public_at__isnull=False, merged_into__isnull=True), output_field=BooleanField()
            ),
            F("body"),
            function="list_item_marks",
        ),
        output_field=ArrayField(models.TextField()),
        db_persist=True,
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(title="") | Q(erased_at__isnull=False), name="item_title"
            ),
            models.CheckConstraint(
                condition=~Q(source="person") | Q(circle__isnull=True), name="item_source"
            ),
            models.CheckConstraint(
                condition=Q(public_at__isnull=True, public_number__isnull=True)
                | Q(public_at__isnull=False, public_number__isnull=False),
                name="item_public_words",
            ),
            models.CheckConstraint(
                condition=Q(merged_at__isnull=True, merged_into__isnull=True)
                | Q(merged_at__isnull=False, merged_into__isnull=False),
                name="item_merged",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["body", "-stands_on", "-id"], name="item_of_body"),
            models.Index(
                fields=["circle"], name="item_of_circle", condition=Q(circle__isnull=False)
            ),
            models.Index(
                fields=["body"], name="item_not_public", condition=Q(public_at__isnull=True)
            ),
            GinIndex(fields=["vector", "marks"], name="item_vector", fastupdate=False),
        ]

    @property
    def path(self) -> str:
        return f"/items/{self.key}/"

    @property
    def is_refused(self) -> bool:
        return self.answer == Answer.NO


class Version(models.Model):
    """The words of an item, once. Written without a name by who said it; else by the delegation."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="versions")
    number = models.SmallIntegerField()
    title = models.CharField(max_length=160)
    words = models.TextField(blank=True)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_on = models.DateField(db_default=Func(function="current_date", template="%(function)s"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "number"], name="item_version_once"),
        ]


class Stage(models.Model):
    """A step on the way of an item: the day, who noted it, what was answered and why.

    One noted by mistake is taken back: its row stays, for the delegation. The day of a sitting may
    be to come, and follows it when the sitting is moved.
    """

    class How(models.TextChoices):
        ALL = "all", _("by the agreement of all")
        MAJORITY = "majority", _("by a majority")
        ALONE = "alone", _("by one person or service")

    item = models.ForeignKey(Item, models.CASCADE, related_name="stages")
    kind = models.CharField(max_length=8, choices=Step)
    day = models.DateField()
    # At which of its sittings, where it is known here: then the day is that of the sitting.
    sitting = models.ForeignKey(Sitting, models.RESTRICT, null=True, related_name="+")
    noted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField(db_default=Now())
    answer = models.CharField(max_length=6, choices=Answer, blank=True)
    by_whom = models.CharField(max_length=160, blank=True)  # who answered, decided or did it
    how = models.CharField(max_length=8, choices=How, blank=True)
    words = models.TextField(blank=True)
    corrected_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    corrected_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(answer="no") | ~Q(words=""), name="stage_no_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["carry", "answered", "decided"], answer__in=Answer.values)
                | (~Q(kind__in=["carry", "answered", "decided"]) & Q(answer="")),
                name="stage_answer",
            ),
            models.CheckConstraint(
                condition=Q(sitting__isnull=True) | Q(kind__in=AT_SITTINGS), name="stage_sitting"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["item", "day", "id"], name="stage_of_item")]

    @property
    def is_no(self) -> bool:
        return self.answer == Answer.NO


class Raiser(models.Model):
    """Who said it, or says it too. Only they see this row, unless they give their name."""

    class Tell(models.TextChoices):
        EACH = "each", _("at each stage")
        END = "end", _("when the delegation tells it back")
        NEVER = "never", _("not at all")

    item = models.ForeignKey(Item, models.CASCADE, related_name="raisers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    is_named = models.BooleanField(db_default=False)
    tell = models.CharField(max_length=5, choices=Tell, db_default=Tell.EACH)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "person"], name="raiser_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["person"], name="raiser_person")]


class Sighting(models.Model):
    """What somebody who said it saw on the spot. Only they see this row; others, what was seen."""

    class Seen(models.TextChoices):
        THERE = "there", _("It is there")
        NOT_YET = "not_yet", _("Not yet")
        NO_HELP = "no_help", _("It does not help me")

    item = models.ForeignKey(Item, models.CASCADE, related_name="sightings")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    seen = models.CharField(max_length=8, choices=Seen)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "person"], name="sighting_once"),
        ]


class Evidence(models.Model):
    """That an item shows how a criterion of the certification is met, as the delegation says.

    `criterion`: a key of data/criteria.yaml, or what was copied from the manual.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="evidence")
    criterion = models.CharField(max_length=200)
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "criterion"], name="evidence_once"),
            models.CheckConstraint(condition=~Q(criterion=""), name="evidence_criterion"),
        ]
