"""Counters of tries at sign-in: the table of Django's database cache."""

from django.db import migrations

FORWARD = """
create unlogged table gate_tries (cache_key varchar(255) primary key, value text not null, expires timestamptz not null);
create index gate_tries_expires on gate_tries (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("gate", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, "drop table gate_tries")]
