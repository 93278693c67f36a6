import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from entrepairs.people.models import folded


def folded_name() -> models.GeneratedField:
    return models.GeneratedField(
        db_persist=True,
        expression=folded("name"),
        output_field=models.CharField(db_collation="C", max_length=240),
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.AddField(model_name="organisation", name="folded", field=folded_name()),
        migrations.AddField(model_name="circle", name="folded", field=folded_name()),
        migrations.AddIndex(
            model_name="circle",
            index=models.Index(condition=~Q(kind="pair"), fields=["id"], name="circle_named"),
        ),
        migrations.CreateModel(
            name="Clue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(db_collation="C", max_length=64)),
                ("scope", models.BigIntegerField()),
                ("until", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("scope", "word", "person"), name="clue_search")],
            },
        ),
    ]
