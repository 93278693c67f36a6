"""The private address of a calendar belongs to the room of calendars, with all that was given out,
and so does what the ledger says of it."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("meetings", "0002_words_of_choices"),
        ("calendar", "0001_initial"),
        ("ledger", "0002_words_of_a_deed"),
    ]

    operations = [
        migrations.RunSQL(
            [
                "insert into calendar_feed (person_id, salt, digest, made_at)"
                " select person_id, salt, digest, made_at from meetings_calendarfeed",
                "update ledger_deed set room = 'calendar'"
                " where room = 'meetings' and verb in ('make_calendar', 'remove_calendar')",
            ],
            migrations.RunSQL.noop,
        ),
        migrations.DeleteModel(name="CalendarFeed"),
    ]
