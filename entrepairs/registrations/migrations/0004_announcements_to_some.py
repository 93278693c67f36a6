"""To whom an announcement goes is noted when it is written; before, all got the same, in order."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0001_initial"),
        ("registrations", "0003_words_of_choices"),
    ]

    operations = [
        migrations.AddField(
            model_name="announcement",
            name="to",
            field=models.CharField(
                choices=[
                    ("all", "Everyone who has a place or waits for one"),
                    ("waiting", "People on the waiting list"),
                    ("came", "People who came"),
                ],
                db_default="all",
                default="all",
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "announcement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="registrations.announcement",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="registrations.registration",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("announcement", "registration"), name="announcement_delivered_once"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="registration",
            name="added_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.RunSQL(
            "set constraints all immediate;"
            " insert into registrations_delivery (announcement_id, registration_id, told_at)"
            " select a.id, r.id, case when r.announced >= a.id or (r.person_id is null and r.mail = '') then a.at end"
            " from registrations_announcement a join registrations_registration r on r.event_id = a.event_id"
            " where r.at <= a.at and r.state in ('place', 'waiting')",
            migrations.RunSQL.noop,
        ),
        migrations.RemoveField(model_name="registration", name="announced"),
    ]
