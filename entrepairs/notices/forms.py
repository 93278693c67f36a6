from django.forms import CheckboxSelectMultiple, MultipleChoiceField
from django.utils.translation import gettext_lazy as _

from entrepairs.notices.models import Notice
from entrepairs.ui import forms


class MailsForm(forms.Form):
    show_optional = False

    kinds = MultipleChoiceField(
        label=_("Send me a mail when"),
        choices=Notice.Kind.choices,
        required=False,
        widget=CheckboxSelectMultiple,
    )
