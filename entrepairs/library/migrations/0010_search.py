import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models
from django.db.models import F, Func, Q

from entrepairs.library.migrations._marks import SQL

MARKS = Func(
    *map(F, ("id", "kind", "whole", "language", "series", "dated", "concepts")),
    function="library_marks",
)


class Migration(migrations.Migration):
    dependencies = [("library", "0001_initial")]

    operations = [
        migrations.RunSQL(SQL),
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
            index=models.Index(condition=Q(whole=""), fields=["id"], name="entry_alone"),
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
    ]
