from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='meeting',
            name='means',
            field=models.CharField(choices=[('in_person', 'face to face'), ('phone', 'by phone'), ('link', 'online')], max_length=10),
        ),
    ]
