from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('calls', '0002_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='decisionletter',
            name='outcome',
            field=models.CharField(choices=[('accepted', 'accepted'), ('waiting', 'waiting list'), ('refused', 'declined')], max_length=8),
        ),
        migrations.AlterField(
            model_name='question',
            name='kind',
            field=models.CharField(choices=[('short', 'short text'), ('long', 'long text'), ('choice', 'one choice')], default='short', max_length=8),
        ),
        migrations.AlterField(
            model_name='review',
            name='advice',
            field=models.CharField(choices=[('accept', 'accept'), ('change', 'accept with changes'), ('refuse', 'decline')], max_length=8),
        ),
        migrations.AlterField(
            model_name='submissiondecision',
            name='outcome',
            field=models.CharField(choices=[('accepted', 'accepted'), ('waiting', 'waiting list'), ('refused', 'declined')], max_length=8),
        ),
    ]
