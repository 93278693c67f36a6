from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('recordings', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='consent',
            name='how',
            field=models.CharField(blank=True, choices=[('here', 'here, signed in'), ('address', 'at a private address'), ('paper', 'on paper')], max_length=8),
        ),
    ]
