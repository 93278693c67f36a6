"""Who gave their name to what they said can take it back: it stands in items_raiser alone."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("items", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "update items_stage set noted_by_id = null where kind = 'said';"
            "update items_version set made_by_id = null where number = 1;",
            migrations.RunSQL.noop,
        )
    ]
