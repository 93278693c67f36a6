from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='circle',
            name='kind',
            field=models.CharField(choices=[('pair', 'pair of peers'), ('group', 'group'), ('team', 'team'), ('plan', 'plan'), ('course', 'course'), ('delegation', 'delegation'), ('event', 'event')], max_length=10),
        ),
        migrations.AlterField(
            model_name='facet',
            name='means',
            field=models.CharField(blank=True, choices=[('phone', 'telephone'), ('email', 'email'), ('other', 'other')], max_length=8),
        ),
    ]
