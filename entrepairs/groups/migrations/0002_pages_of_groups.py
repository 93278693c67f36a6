"""Groups that were there before their pages: each has one, for its members only."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("groups", "0001_initial"), ("people", "0003_first_steps_hidden")]

    operations = [
        migrations.RunSQL(
            "insert into groups_group (circle_id, kind, audience, address, languages, phone, email, website,"
            " visit_days, unwell)"
            " select id, 'other', 2, '', '{}', '', '', '', 61, '' from people_circle where kind = 'group'",
            migrations.RunSQL.noop,
        )
    ]
