import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import entrepairs.core.fields
from django.db import migrations, models

# Who wanted no email at all wants none now, and says by themselves which of the other ways they want.
NO_EMAIL = """
insert into notices_chosenways (person_id, ways, quiet_from, quiet_until)
select person_id, '{push,sms}', 21, 8 from notices_preference where kind = 'all'
"""
ALL_KINDS = "delete from notices_preference where kind = 'all'"


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0002_kinds_of_rooms'),
        ('people', '0001_initial'),
        ('accounts', '0002_mark_of_device'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='notice', name='notice_to_mail'),
        migrations.RenameField(model_name='notice', old_name='mailed_at', new_name='sent_at'),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('seen_at__isnull', True), ('sent_at__isnull', True)), fields=['due_at'], name='notice_to_send'),
        ),
        migrations.CreateModel(
            name='ChosenWays',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ways', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=5), default=list)),
                ('quiet_from', models.PositiveSmallIntegerField(default=21)),
                ('quiet_until', models.PositiveSmallIntegerField(default=8)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('quiet_from__lt', 24), ('quiet_until__lt', 24)), name='quiet_hours_of_a_day'),
                    models.CheckConstraint(condition=models.Q(('ways__contained_by', ['push', 'email', 'sms'])), name='known_ways'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Device',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', entrepairs.core.fields.KeyField()),
                ('kind', models.CharField(blank=True, max_length=20)),
                ('subscription', entrepairs.core.fields.EncryptedTextField()),
                ('endpoint', models.CharField(max_length=64, unique=True)),
                ('mark', models.CharField(db_index=True, max_length=14)),
                ('added_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('reached_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='PhoneNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', entrepairs.core.fields.KeyField()),
                ('number', entrepairs.core.fields.EncryptedTextField()),
                ('code', models.CharField(max_length=64)),
                ('given_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('refused_at', models.DateTimeField(null=True)),
                ('proved_at', models.DateTimeField(null=True)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='WayOfDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(max_length=5)),
                ('day', models.DateField()),
                ('sent', models.PositiveIntegerField(default=0)),
                ('failed', models.PositiveIntegerField(default=0)),
                ('cost', models.DecimalField(decimal_places=4, default=0, max_digits=12)),
                ('trouble', models.CharField(blank=True, max_length=120)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('way', 'day'), name='way_of_day_once')],
            },
        ),
        migrations.RunSQL([NO_EMAIL, ALL_KINDS], migrations.RunSQL.noop),
    ]
