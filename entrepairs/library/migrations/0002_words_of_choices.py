from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='file',
            name='state',
            field=models.CharField(choices=[('coming', 'being sent'), ('checking', 'being checked'), ('ready', 'ready'), ('refused', 'not accepted')], default='coming', max_length=8),
        ),
        migrations.AlterField(
            model_name='file',
            name='use',
            field=models.CharField(choices=[('original', 'main file'), ('captions', 'captions'), ('transcript', 'transcript'), ('easy', 'easy-to-read version'), ('picture', 'picture')], default='original', max_length=10),
        ),
    ]
