from django.forms import CheckboxSelectMultiple, MultipleChoiceField
from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import chosen_kinds
from entrepairs.ui import forms


class MailsForm(forms.Form):
    show_optional = False

    kinds = MultipleChoiceField(
        label=_("Send me an email when"),
        choices=lambda: [(kind.name, kind.text) for kind in chosen_kinds()],
        required=False,
        widget=CheckboxSelectMultiple,
    )
