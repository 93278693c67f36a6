import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models
from django.db.models import F, Func, Q

from entrepairs.library.migrations import _find, _marks

MARKS = Func(
    *map(F, ("id", "kind", "whole", "language", "series", "dated", "concepts")),
    function="library_marks",
)


class Migration(migrations.Migration):
    dependencies = [("library", "0003_recordings")]

    operations = [
        migrations.RunSQL(_marks.SQL),
        # Short entries stay in one piece: what is ranked or read for a phrase would else be fetched from elsewhere, each.
        migrations.RunSQL("alter table library_entry set (toast_tuple_target = 8160)"),
        # Room on each page, so that a count changes where it stands, and not in the index of trigrams too.
        migrations.RunSQL("alter table library_word set (fillfactor = 50)"),
        migrations.RemoveIndex(model_name="entry", name="entry_words"),
        migrations.RemoveIndex(model_name="entry", name="entry_concepts"),
        migrations.RemoveIndex(model_name="entry", name="entry_newest"),
        migrations.RemoveIndex(model_name="entry", name="entry_kind"),
        migrations.RemoveIndex(model_name="entry", name="entry_series"),
        migrations.RemoveConstraint(model_name="entry", name="entry_title"),
        migrations.AddField(
            model_name="entry",
            name="whole",
            field=models.CharField(blank=True, db_default="", max_length=14),
        ),
        migrations.AddField(
            model_name="entry",
            name="marks",
            field=models.GeneratedField(
                db_persist=True,
                expression=MARKS,
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(condition=~Q(title_fr="", title_en="", whole=""), name="entry_title"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["words", "marks"], name="entry_words"
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(condition=~Q(whole=""), fields=["whole"], name="entry_whole"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(condition=Q(whole=""), fields=["key"], name="entry_alone"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                F("dated").desc(nulls_last=True),
                F("id").desc(),
                condition=Q(whole=""),
                name="entry_newest",
            ),
        ),
        migrations.AddField(
            model_name="resource",
            name="words",
            field=models.GeneratedField(
                db_persist=True,
                expression=Func(
                    *map(F, ("state", "audience", "title_fr", "title_en", "publisher", "summary_fr", "summary_en", "text")),
                    function="library_words_apart",
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(null=True),
            ),
        ),
        migrations.RemoveIndex(model_name="resource", name="resource_harvest"),
        migrations.AddIndex(
            model_name="resource",
            index=models.Index(fields=["changed_at", "key"], name="resource_harvest"),
        ),
        migrations.RemoveIndex(model_name="resource", name="resource_series"),
        migrations.AddIndex(
            model_name="resource",
            index=models.Index(fields=["series", "changed_at", "key"], name="resource_series"),
        ),
        migrations.RemoveIndex(model_name="withdrawal", name="withdrawal_harvest"),
        migrations.AddIndex(
            model_name="withdrawal",
            index=models.Index(fields=["at", "key"], name="withdrawal_harvest"),
        ),
        migrations.RunSQL(_find.SQL),
    ]
