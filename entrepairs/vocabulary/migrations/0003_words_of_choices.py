from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('vocabulary', '0002_communes_and_postal_codes'),
    ]

    operations = [
        migrations.AlterField(
            model_name='concept',
            name='mark',
            field=models.CharField(blank=True, choices=[('', 'checked in its source'), ('K', 'general knowledge, not yet checked in a source'), ('!', 'sources disagree or are old')], max_length=1),
        ),
        migrations.AlterField(
            model_name='helpnumber',
            name='mark',
            field=models.CharField(blank=True, choices=[('', 'checked in its source'), ('K', 'general knowledge, not yet checked in a source'), ('!', 'sources disagree or are old')], max_length=1),
        ),
    ]
