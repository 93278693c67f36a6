"""The sheet of a plan: one A4 page, twice, with the parts that its holder chose."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from entrepairs.plans.models import Plan
from entrepairs.plans.queries.plans import ShownSection
from entrepairs.plans.templates_of_plans import read_templates
from entrepairs.ui.pdf import make_pdf


def make_sheet(plan: Plan, name: str, sections: list[ShownSection]) -> bytes:
    title = read_templates()[plan.template].title
    made = _("Printed on %(day)s") % {"day": date_format(timezone.localdate(), "DATE_FORMAT")}
    content: dict[str, Any] = {
        "title": str(title),
        "name": name,
        "made": made,
        "review": review_of(plan),
        "sections": [{"title": one.title, "words": str(one.section.words)} for one in sections],
        "legal": wishes_not_orders(),
        "copies": [
            _("Sheet %(number)s of %(total)s") % {"number": number, "total": 2} for number in (1, 2)
        ],
    }
    return make_pdf("plans/sheet.typ", content)


def review_of(plan: Plan) -> str:
    if plan.review_on is None:
        return ""
    return _("To be read again on %(day)s") % {"day": date_format(plan.review_on, "DATE_FORMAT")}


def wishes_not_orders() -> str:
    """What a plan is in law, and what it is not."""
    return _(
        "These are the person’s wishes, to be taken into account. They are not orders, and do not "
        "replace the document that the law provides for the end of life."
    )
