# The files of what is kept

import django.db.models.deletion
import django.db.models.functions.datetime
import entrepairs.base.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='File',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', entrepairs.base.fields.KeyField(default=entrepairs.base.fields.new_key, editable=False, max_length=14, unique=True)),
                ('use', models.CharField(choices=[('original', 'the thing itself'), ('captions', 'captions'), ('transcript', 'transcript'), ('easy', 'easy-to-read version'), ('picture', 'picture')], default='original', max_length=10)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('name', models.CharField(max_length=200)),
                ('media_type', models.CharField(blank=True, max_length=100)),
                ('size', models.BigIntegerField()),
                ('received', models.BigIntegerField(default=0)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('language', models.CharField(blank=True, max_length=8)),
                ('duration', models.FloatField(null=True)),
                ('state', models.CharField(choices=[('coming', 'on its way'), ('checking', 'being checked'), ('ready', 'ready'), ('refused', 'not kept')], default='coming', max_length=8)),
                ('reason', models.CharField(blank=True, max_length=40)),
                ('place', models.CharField(blank=True, max_length=100)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('ready_at', models.DateTimeField(null=True)),
                ('replaces', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='library.file')),
                ('resource', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='library.resource')),
            ],
            options={
                'ordering': ['order', 'id'],
                'indexes': [models.Index(fields=['resource', 'order', 'id'], name='file_order'), models.Index(condition=models.Q(('state', 'ready'), _negated=True), fields=['created_at'], name='file_unfinished')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='file_has_a_name'), models.CheckConstraint(condition=models.Q(('received__gte', 0), ('size__gte', 0)), name='file_size'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'coming'), _negated=True), ('received__lte', models.F('size')), _connector='OR'), name='file_received'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'ready'), _negated=True), models.Q(models.Q(('place', ''), _negated=True), models.Q(('media_type', ''), _negated=True), models.Q(('sha256', ''), _negated=True), ('ready_at__isnull', False), ('reason', '')), _connector='OR'), name='file_ready_is_whole'), models.CheckConstraint(condition=models.Q(('state', 'ready'), models.Q(('place', ''), ('ready_at__isnull', True)), _connector='OR'), name='file_place'), models.CheckConstraint(condition=models.Q(('state', 'refused'), ('reason', ''), _connector='XOR'), name='file_refused_why'), models.UniqueConstraint(condition=models.Q(('place', ''), _negated=True), fields=('place',), name='file_place_once')],
            },
        ),
    ]
