import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

import entrepairs.pairs.bits
from entrepairs.pairs.migrations._codes import SQL

BitsField = entrepairs.pairs.bits.BitsField


class Migration(migrations.Migration):
    """What is searched holds nothing of its own: the former tables go, the new ones are filled once the policies are there."""

    dependencies = [
        ("pairs", "0010_weights"),
        ("people", "0001_initial"),
        ("vocabulary", "0001_initial"),
    ]

    operations = [
        migrations.DeleteModel("Findable"),
        migrations.DeleteModel("Rarity"),
        migrations.CreateModel(
            name="Findable",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.BigIntegerField()),
                ("shown", models.BooleanField()),
                ("lived", BitsField(size=256)),
                ("looked", BitsField(size=128)),
                ("brought", BitsField(size=128)),
                ("road", models.SmallIntegerField(null=True)),
                ("languages", BitsField(size=128)),
                ("limits", BitsField(size=64)),
                ("refused", models.SmallIntegerField()),
                ("slots", models.IntegerField()),
                ("no_slots", models.IntegerField()),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("radius_km", models.SmallIntegerField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["scope", "person"], name="findable_scope")],
                "constraints": [models.UniqueConstraint(fields=("person", "scope"), name="findable_once")],
            },
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("experience", "Experience"),
                            ("need", "Need"),
                            ("offer", "Offer"),
                            ("language", "Language"),
                            ("limit", "Limit"),
                        ],
                        max_length=12,
                    ),
                ),
                ("concept", models.BigIntegerField()),
                ("heading", models.BooleanField(default=False)),
                ("position", models.SmallIntegerField()),
                ("weight", models.FloatField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "concept", "heading"), name="word_once"),
                    models.UniqueConstraint(fields=("kind", "position"), name="word_position"),
                    models.CheckConstraint(
                        condition=Q(kind="experience", heading=False, position__range=(0, 191))
                        | Q(kind="experience", heading=True, position__range=(192, 255))
                        | Q(kind__in=["need", "offer"], heading=False, position__range=(0, 95))
                        | Q(kind__in=["need", "offer"], heading=True, position__range=(96, 127))
                        | Q(kind="language", heading=False, position__range=(0, 127))
                        | Q(kind="limit", heading=False, position__range=(0, 63)),
                        name="word_position_in_its_place",
                    ),
                    models.CheckConstraint(condition=Q(weight__range=(0, 1)), name="word_weight"),
                ],
            },
        ),
        migrations.AddField("refusal", "by_limit", models.BooleanField(default=False)),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
