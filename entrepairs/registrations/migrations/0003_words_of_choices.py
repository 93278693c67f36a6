from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registrations', '0002_asked_and_announced'),
    ]

    operations = [
        migrations.AlterField(
            model_name='registration',
            name='state',
            field=models.CharField(choices=[('asked', 'waits to be confirmed'), ('place', 'has a place'), ('waiting', 'on the waiting list'), ('cancelled', 'cancelled')], default='waiting', max_length=10),
        ),
        migrations.AlterField(
            model_name='registration',
            name='told',
            field=models.CharField(blank=True, choices=[('asked', 'waits to be confirmed'), ('place', 'has a place'), ('waiting', 'on the waiting list'), ('cancelled', 'cancelled')], max_length=10),
        ),
    ]
