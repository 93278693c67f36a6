from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conversations', '0001_initial'),
        ('people', '0002_words_of_choices'),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='taken_back_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(('taken_back_at__isnull', True), ('body', ''), _connector='OR'), name='message_taken_back'),
        ),
    ]
