from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rounds', '0002_hints_tell_of_oneself'),
    ]

    operations = [
        migrations.AlterField(
            model_name='round',
            name='form',
            field=models.CharField(choices=[('anyone', 'everyone with everyone'), ('two_sided', 'with the peer workers of a team')], default='anyone', max_length=10),
        ),
        migrations.AlterField(
            model_name='round',
            name='state',
            field=models.CharField(choices=[('open', 'open'), ('computing', 'being computed'), ('ready', 'to check'), ('released', 'invitations sent'), ('cancelled', 'cancelled'), ('failed', 'failed')], default='open', max_length=10),
        ),
    ]
