"""Clocks of the law that the registers follow. Their rules are in the vocabulary (rules.yaml), with
source and mark; a test holds that these lengths are within them."""

import datetime as dt

from django.utils.translation import gettext as _

from entrepairs.rights.models import ANSWER_WITHIN
from entrepairs.vocabulary.queries import concept_by_key

MORE_TIME = 2 * ANSWER_WITHIN  # to answer, with reasons
TELL_WITHIN = dt.timedelta(hours=72)  # the authority, of a breach


def say_rule(key: str) -> str:
    """The rule in words, where it stands, and whether that was not checked yet. Under a hat."""
    rule = concept_by_key("rule", key)
    mark = f" ({_('to be checked')})" if rule.mark else ""
    return f"{rule.hint}{mark} {rule.source}"
