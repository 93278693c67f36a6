"""An attestation as files: a tagged PDF in either language, and a badge."""

from pathlib import Path

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from openbadgeslib import baking

from entrepairs.core.fields import in_groups
from entrepairs.learning.models import Attestation, Step
from entrepairs.learning.wording import say_confirmed, say_facts
from entrepairs.ui.formats import whole_day
from entrepairs.ui.pdf import make_pdf
from entrepairs.ui.qr_codes import qr_code_for_paper

PICTURE = Path(__file__).parent / "badge.svg"


def group_code(code: str) -> str:
    return in_groups(code, 5, " ").upper()


def draw_attestation(one: Attestation, step: Step, address: str) -> bytes:
    site = address.partition("//")[2].partition("/")[0]
    return make_pdf(
        "learning/attestation.typ",
        {
            "heading": _("Attestation of teaching")
            if step.taught
            else _("Attestation of learning"),
            "name": one.name,
            "title": step.title,
            "facts": say_facts(step),
            "confirmed": say_confirmed(step),
            "own": _("In the words of this person, which nobody confirmed:"),
            "words": one.words,
            "issued": _("Issued on %(day)s") % {"day": whole_day(localdate(one.issued_at))},
            "check": _("To check that it is valid: %(site)s/learning/verify/") % {"site": site},
            "code": f"{_('Code:')} {group_code(one.code)}",
            "qr": qr_code_for_paper(address),
            "alt": _("QR code: the page that says whether this attestation is valid"),
        },
    )


def bake_badge(one: Attestation) -> bytes:
    """A picture with the signed attestation in it: who has it checks it without this site."""
    return baking.bake_svg(
        PICTURE.read_bytes(),
        one.credential,
        element=baking.SVG_ELEMENT_OB3,
        namespace=baking.SVG_NS_OB3,
    )
