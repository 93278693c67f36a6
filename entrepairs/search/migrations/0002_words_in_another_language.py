import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.text
from django.db import migrations, models


def both(name):
    concat = django.db.models.functions.text.Concat
    return concat(f"{name}_fr", models.Value(" ", output_field=models.TextField()), f"{name}_other")


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint('entry', 'entry_title'),
        migrations.RemoveIndex('entry', 'entry_words'),
        migrations.RemoveField('entry', 'words'),
        migrations.AddField('entry', 'title_other', models.TextField(blank=True, default='')),
        migrations.AddField('entry', 'text_other', models.TextField(blank=True, default='')),
        migrations.AddField('entry', 'other_language', models.CharField(blank=True, default='', max_length=8)),
        migrations.AddField(
            model_name='entry',
            name='words',
            field=models.GeneratedField(db_persist=True, expression=models.Func(both('title'), models.F('title_en'), models.F('names'), both('text'), models.F('text_en'), function='make_entry_vector', output_field=django.contrib.postgres.search.SearchVectorField()), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['words', 'marks'], name='entry_words'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('title_en', ''), ('title_fr', ''), ('title_other', ''), ('whole', ''), _negated=True), name='entry_title'),
        ),
    ]
