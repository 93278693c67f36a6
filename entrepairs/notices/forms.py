"""What a person wants sent, and how; the number for text messages; a phone that is lost."""

import datetime as dt
import json
import re
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import (
    BooleanField,
    CharField,
    CheckboxSelectMultiple,
    ChoiceField,
    HiddenInput,
    MultipleChoiceField,
    TextInput,
    TypedChoiceField,
)
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.lost_devices import Held
from entrepairs.core import outgoing
from entrepairs.notices.kinds import chosen_kinds
from entrepairs.notices.ways import Way
from entrepairs.ui import forms
from entrepairs.ui.formats import clock

ORDER = (_("First way"), _("If that does not work"), _("If that does not work either"))
NUMBER = re.compile(r"\+[1-9]\d{7,14}")
BASE64 = re.compile(r"[\w-]{16,120}={0,2}")
LONGEST = 2000  # letters of the address that a browser gives


def hours() -> list[tuple[int, str]]:
    return [(hour, clock(dt.time(hour))) for hour in range(24)]


class NotificationsForm(forms.Form):
    """Which kinds, by which of the ways that the person has, and not at which hours."""

    show_optional = False

    kinds = MultipleChoiceField(
        label=_("Send me a notification when"),
        choices=lambda: [(kind.name, kind.text) for kind in chosen_kinds()],
        required=False,
        widget=CheckboxSelectMultiple,
    )
    quiet_from = TypedChoiceField(label=_("Send nothing from"), choices=hours, coerce=int)
    quiet_until = TypedChoiceField(
        label=_("Until"),
        choices=hours,
        coerce=int,
        help_text=_(
            "What happens in between is sent after that. The same hour twice: no quiet hours."
        ),
    )

    def __init__(self, *args: Any, ways: Sequence[Way], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [(way.name, way.label) for way in ways] + [("", _("Nothing"))]
        self.places = [f"way_{number}" for number in range(len(ways))]
        for name, label in zip(self.places, ORDER, strict=False):
            self.fields[name] = ChoiceField(label=label, choices=options, required=False)
        self.order_fields([*self.places, "quiet_from", "quiet_until", "kinds"])

    def told(self) -> dict[str, Any]:
        """For the action. The same way twice is one way."""
        ways = dict.fromkeys(self.cleaned_data[name] for name in self.places)
        names = ("kinds", "quiet_from", "quiet_until")
        return {"ways": [way for way in ways if way]} | {
            name: self.cleaned_data[name] for name in names
        }


class DeviceForm(forms.Form):
    """What the browser of this device gives, filled in by its script."""

    subscription = CharField(widget=HiddenInput, max_length=LONGEST * 2)

    def clean_subscription(self) -> dict[str, Any]:
        """The address and the two keys, and nothing else of what a browser adds."""
        try:
            given = json.loads(self.cleaned_data["subscription"])
            endpoint, keys = given["endpoint"], given["keys"]
            kept = {name: keys[name] for name in ("p256dh", "auth")}
            outgoing.check_address(endpoint, loopback=settings.PUSH_LOOPBACK)
        except (ValueError, TypeError, KeyError, AttributeError, outgoing.Refused):
            raise ValidationError(_("This browser did not give what is needed.")) from None
        if len(endpoint) > LONGEST or not all(
            isinstance(key, str) and BASE64.fullmatch(key) for key in kept.values()
        ):
            raise ValidationError(_("This browser did not give what is needed."))
        return {"endpoint": endpoint, "keys": kept}


class NumberForm(forms.Form):
    number = CharField(
        label=_("Your mobile number"),
        max_length=30,
        help_text=_("With + and the country when it is not a French number: +32 470 12 34 56"),
        widget=TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )

    def clean_number(self) -> str:
        """As gateways want it: +33612345678."""
        typed = re.sub(r"[\s().\-–/\u00a0\u202f]", "", self.cleaned_data["number"])
        typed = re.sub(r"^00", "+", typed)
        typed = re.sub(r"^(\+33)0", r"\1", typed)
        if typed.startswith("0"):
            typed = f"+{settings.SMS.country}{typed[1:]}"
        if not NUMBER.fullmatch(typed):
            raise ValidationError(_("This is not a complete number. Check the digits."))
        return typed


class CodeForm(forms.Form):
    code = CharField(
        label=_("The 6 digits of the text message"),
        max_length=20,
        widget=TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_code(self) -> str:
        code = re.sub(r"\s", "", self.cleaned_data["code"])
        if not re.fullmatch(r"[0-9]{6}", code):
            raise ValidationError(_("The code has 6 digits."))
        return code


class LostForm(forms.Form):
    """Which devices are no longer in the person's hands; and what else is in one: the number, and
    what other rooms say, ticked before it is asked."""

    show_optional = False

    devices = MultipleChoiceField(
        label=_("Devices you no longer have"), required=False, widget=CheckboxSelectMultiple
    )
    number = BooleanField(label=_("Also stop text messages to my number"), required=False)

    def __init__(
        self,
        *args: Any,
        devices: Sequence[tuple[str, str]],
        has_number: bool,
        held: Sequence[Held] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.held = [one.name for one in held]
        for one in held:
            self.fields[one.name] = BooleanField(label=one.label, required=False, initial=True)
        field: Any = self.fields["devices"]
        field.choices = devices
        if not devices:
            del self.fields["devices"]
        if not has_number:
            del self.fields["number"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not any(found.get(name) for name in ("devices", "number", *self.held)):
            raise ValidationError(_("Choose what to turn off."))
        return found

    def told(self) -> dict[str, Any]:
        ticked = [one.partition(":") for one in self.cleaned_data.get("devices", [])]
        return {
            "sessions": [name for kind, _colon, name in ticked if kind == "session"],
            "devices": [name for kind, _colon, name in ticked if kind == "device"],
            "number": self.cleaned_data.get("number", False),
            "held": [name for name in self.held if self.cleaned_data[name]],
        }
