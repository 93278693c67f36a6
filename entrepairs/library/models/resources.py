"""Resources of the library: documents, recordings, testimonies, books, links."""

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from entrepairs.core.bilingual import In, in_some_language
from entrepairs.core.fields import KeyField
from entrepairs.core.person_names import NamedModel
from entrepairs.ledger.models import Audience
from entrepairs.people.models import Circle, Organisation, Person
from entrepairs.vocabulary.models import Concept


class Series(models.Model):
    """Resources that belong together over the years: editions of a conference, a podcast."""

    key = KeyField()
    slug = models.SlugField(max_length=40, unique=True)  # its name for harvesters: "expeerts"
    title_fr = models.CharField(max_length=200, blank=True)
    title_en = models.CharField(max_length=200, blank=True)
    about_fr = models.TextField(blank=True)
    about_en = models.TextField(blank=True)

    title, about = In("title"), In("about")

    class Meta:
        constraints = [in_some_language("title", "series_title")]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def path(self) -> str:
        return f"/library/series/{self.slug}/"


class Resource(models.Model):
    """One resource. Its key is its permanent address, also once it is withdrawn."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("document")
        RECORDING = "recording", _("recording")
        TESTIMONY = "testimony", _("testimony")
        BOOK = "book", _("book")
        ARTICLE = "article", _("article")
        CHAPTER = "chapter", _("chapter of a book")
        THESIS = "thesis", _("thesis")
        REPORT = "report", pgettext_lazy("something written", "report")
        LINK = "link", _("link")

    class State(models.TextChoices):
        DRAFT = "draft", _("in preparation")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    key = KeyField()
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    # Once published.
    audience = models.SmallIntegerField(choices=Audience, default=Audience.EVERYONE)
    # The owner: the circle that prepares it, else the coordinators of the organisation, or the one
    # person that ResourceOwner names, if it is `own`.
    circle = models.ForeignKey(Circle, models.SET_NULL, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    own = models.BooleanField(default=False)
    series = models.ForeignKey(Series, models.SET_NULL, null=True, related_name="resources")
    title_fr = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    summary_fr = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    text = models.TextField(blank=True)  # a testimony, an easy-to-read version: read here
    language = models.CharField(max_length=8, default="fr")  # of the resource itself
    dated = models.DateField(null=True)
    publisher = models.CharField(max_length=200, blank=True)
    # Of an article, its journal; of a chapter, its book.
    within = models.CharField(max_length=300, blank=True, default="", db_default="")
    volume = models.CharField(max_length=40, blank=True, default="", db_default="")
    issue = models.CharField(max_length=40, blank=True, default="", db_default="")
    pages = models.CharField(max_length=40, blank=True, default="", db_default="")
    doi = models.CharField(max_length=200, blank=True, default="", db_default="")
    isbn = models.CharField(max_length=20, blank=True, default="", db_default="")
    # A key of data/licences.yaml; nothing: all rights reserved.
    licence = models.CharField(max_length=40, blank=True)
    url = models.URLField(max_length=500, blank=True)  # where it is, when it is not here
    concepts: "models.ManyToManyField[Concept, models.Model]" = models.ManyToManyField(
        Concept, through="Subject", related_name="+"
    )
    easy_of = models.ForeignKey("self", models.CASCADE, null=True, related_name="easy_versions")
    # Whether everyone heard in it said yes to a channel: written by the database alone, from
    # their consents.
    yes_page = models.BooleanField(default=True, editable=False)
    yes_feed = models.BooleanField(default=True, editable=False)
    yes_harvest = models.BooleanField(default=True, editable=False)
    created_at = models.DateTimeField(db_default=Now())
    published_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(db_default=Now())  # what a harvester asks by
    # While it is not for everyone; else its words are in the index, see Entry.
    words = models.GeneratedField(
        expression=Func(
            *map(
                F,
                (
                    "state",
                    "audience",
                    "title_fr",
                    "title_en",
                    "publisher",
                    "summary_fr",
                    "summary_en",
                    "text",
                ),
            ),
            function="make_resource_vector",
        ),
        output_field=SearchVectorField(null=True),
        db_persist=True,
    )

    title, summary = In("title"), In("summary")

    class Meta:
        constraints = [
            in_some_language("title", "resource_title"),
            models.CheckConstraint(condition=Q(audience__range=(2, 5)), name="resource_audience"),
            models.CheckConstraint(
                condition=Q(own=True, circle__isnull=True)
                | Q(own=False, circle__isnull=False)
                | Q(own=False, organisation__isnull=False)
                | ~Q(state="draft"),  # those who prepared it may be gone since
                name="resource_is_of_someone",
            ),
            models.CheckConstraint(
                condition=~Q(kind="link") | ~Q(url=""), name="resource_link_leads_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False),
                name="resource_published_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(yes_page=True), name="resource_said_yes"
            ),
            models.CheckConstraint(
                condition=Q(easy_of__isnull=True) | ~Q(easy_of=F("id")), name="resource_easy_of"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "audience", "-dated", "-id"], name="resource_newest"),
            models.Index(fields=["changed_at", "key"], name="resource_harvest"),
            models.Index(fields=["series", "changed_at", "key"], name="resource_series"),
            models.Index(fields=["-published_at", "-id"], name="resource_new"),
            # Shelves: of what is published, the newest in a sign language, or easy to read.
            models.Index(
                fields=["language", "-published_at", "-id"],
                name="resource_language_new",
                condition=Q(state="published"),
            ),
            models.Index(
                fields=["-published_at", "-id"],
                name="resource_easy_new",
                condition=Q(state="published", easy_of__isnull=False),
            ),
            # What is not for everyone is searched apart, among the few that a person may see.
            models.Index(
                fields=["id"],
                name="resource_not_public",
                condition=~Q(state="published", audience=5),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def path(self) -> str:
        return f"/library/{self.key}/"

    @property
    def is_public(self) -> bool:
        return self.state == self.State.PUBLISHED and self.audience == Audience.EVERYONE


class Subject(models.Model):
    """A word of the vocabulary that a resource is about."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="subjects")
    concept = models.ForeignKey(Concept, models.RESTRICT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["resource", "concept"], name="subject_once")]
        indexes = [models.Index(fields=["concept", "resource"], name="subject_of")]


class Author(NamedModel):
    """Who made it, under the name they chose. Linked to a person only by that person's own yes."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="authors")
    order = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=300)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    affiliation = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="author_has_a_name")]
        indexes = [models.Index(fields=["resource", "order"], name="author_order")]

    def __str__(self) -> str:
        return self.name


class AuthorshipClaim(models.Model):
    """A claim that an author is a person here.

    Made by that person and confirmed by an owner of the resource, or made by an owner and confirmed
    by that person. It is deleted once confirmed. A no is told to nobody: see DeclinedClaim.
    """

    key = KeyField()
    # The database removes it with the author.
    author = models.ForeignKey(Author, models.DO_NOTHING, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    name = models.CharField(max_length=300)  # as it would be shown
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "person"], name="claim_once"),
            models.CheckConstraint(condition=~Q(name=""), name="claim_has_a_name"),
        ]

    @property
    def path(self) -> str:
        return f"/library/claims/{self.key}/"


class DeclinedClaim(models.Model):
    """A no to a claim, seen by who said it alone; the database removes it with the claim."""

    claim = models.ForeignKey(AuthorshipClaim, models.DO_NOTHING, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "person"], name="unclaimed_once")]


class ResourceOwner(models.Model):
    """The person whose own a resource is: they alone see this row, and change the resource.

    Written before the resource, whose number is drawn first, so that its policies know its owner
    when it is inserted. Nothing leads readers to that person.
    """

    resource = models.OneToOneField(Resource, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")


class Withdrawal(models.Model):
    """A resource that is public no longer: its address and the day, for harvesters and readers."""

    key = models.CharField(max_length=14, unique=True)
    series = models.ForeignKey(Series, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["at", "key"], name="withdrawal_harvest")]
