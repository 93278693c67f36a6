"""What templates call about a plan."""

from typing import Any

from entrepairs.plans.models import Plan
from entrepairs.plans.plan_pdf import wishes_not_orders
from entrepairs.plans.templates_of_plans import read_templates


def plan_title(plan: Plan) -> str:
    """What kind of plan it is."""
    return str(read_templates()[plan.template].title)


FUNCTIONS: dict[str, Any] = {"plan_title": plan_title, "wishes_not_orders": wishes_not_orders}
