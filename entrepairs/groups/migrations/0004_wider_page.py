"""When the page of a group may be shown to more people, or the group opened: announced before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("groups", "0003_opening_hours")]

    operations = [
        migrations.AddField("group", "wider_from", models.DateTimeField(null=True)),
    ]
