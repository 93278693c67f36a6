"""The search index: the words of what is published for everyone, and the words that stand in it."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Concat

from entrepairs.core.bilingual import In

SPACE = Value(" ", output_field=models.TextField())


class Entry(models.Model):
    """One thing that the search finds: its words, while it is published for everyone.

    Nothing else is ever in it, so its policy lets everyone read all, and the indexes of words can
    be used: behind a policy that chooses they could not. Written through index.py.

    `kind` and `key` name what it is about; `names` are the people in it, as one line. A moment of
    a recording says in `whole` the key of that recording: moments of one recording are one line of
    the results, called as the recording is, so they need no title of their own. Their path leads
    to their second ("/library/<key>/?t=754").
    """

    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=14)
    path = models.CharField(max_length=120)
    whole = models.CharField(max_length=14, blank=True, db_default="")
    series_id = models.BigIntegerField(null=True)  # of the library; no foreign key, it is above
    language = models.CharField(max_length=8, blank=True)
    dated = models.DateField(null=True)
    concepts: "models.Field[list[int], list[int]]" = ArrayField(
        models.BigIntegerField(), default=list
    )
    title_fr = models.TextField(blank=True)
    title_en = models.TextField(blank=True)
    # In the one language besides that it may be told in; read like French, as the texts are.
    title_other = models.TextField(blank=True, default="")
    names = models.TextField(blank=True)  # who made it, who speaks
    text_fr = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    text_other = models.TextField(blank=True, default="")
    other_language = models.CharField(max_length=8, blank=True, default="")
    words = models.GeneratedField(
        expression=Func(
            Concat("title_fr", SPACE, "title_other"),
            F("title_en"),
            F("names"),
            Concat("text_fr", SPACE, "text_other"),
            F("text_en"),
            function="make_entry_vector",
            output_field=SearchVectorField(),
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    # What it is, as words of the same index: "kind:talk", "year:2019", and in which thousands of
    # the entries it stands.
    marks: "models.Field[list[str], list[str]]" = models.GeneratedField(
        expression=Func(
            *map(F, ("id", "kind", "whole", "language", "series_id", "dated", "concepts")),
            function="list_entry_marks",
        ),
        output_field=ArrayField(models.TextField()),
        db_persist=True,
    )

    title, text = In("title"), In("text")

    class Meta:
        constraints = [
            # A moment is called as the recording it is of.
            models.CheckConstraint(
                condition=~Q(title_fr="", title_en="", title_other="", whole=""),
                name="entry_title",
            ),
            models.UniqueConstraint(fields=["kind", "key"], name="entry_once"),
        ]
        indexes = [
            GinIndex(fields=["words", "marks"], name="entry_words", fastupdate=False),
            models.Index(fields=["whole"], name="entry_whole", condition=~Q(whole="")),
            models.Index(fields=["key"], name="entry_alone", condition=Q(whole="")),
            models.Index(
                F("dated").desc(nulls_last=True),
                F("id").desc(),
                name="entry_newest",
                condition=Q(whole=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class IndexedWord(models.Model):
    """A word that stands in some entry, and in how many: what a mistyped one is compared with."""

    word = models.CharField(max_length=40, primary_key=True, db_collation="C")
    uses = models.IntegerField()

    class Meta:
        indexes = [GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="word_trigrams")]

    def __str__(self) -> str:
        return self.word
