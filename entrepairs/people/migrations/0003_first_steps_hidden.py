from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_words_of_choices'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='first_steps_hidden_at',
            field=models.DateTimeField(null=True),
        ),
    ]
