"""Doors of what waits in groups: coming in, a visit, an agreement, an organisation, an end."""

import datetime as dt

from entrepairs.core import hats
from entrepairs.groups.actions import agreements, backings, entries
from entrepairs.groups.actions.groups import change_group, end_group
from entrepairs.groups.models import Agreement, Backing, Entry, Group
from entrepairs.groups.tests.making import come_in, group_of, group_started, invited
from entrepairs.people.actions.blocks import block_person
from entrepairs.people.models import Circle
from entrepairs.reports.actions import reports
from entrepairs.reports.models import Report
from entrepairs.reports.tests.making import old_group, opened, report_of
from entrepairs.tests.answering import Stage, Steps, door


def asked(stage: Stage) -> tuple[Group, Entry]:
    """Eve asks to join the group of Amel and David."""
    group = group_of(stage.person("Amel"), stage.person("David"))
    values = {"circle": group.circle, "role": "member", "words": ""}
    return group, stage.act("Eve", entries.ask_to_enter, **values)


def invited_to(stage: Stage) -> tuple[Group, Entry]:
    """Amel invites Bruno to her group."""
    group = group_started(stage.person("Amel"))
    return group, invited(group, stage.person("Bruno"), stage.person("Amel"))


@door("group_door")
def letting_in_who_asks(stage: Stage) -> Steps:
    group, entry = asked(stage)
    yield stage.person("Amel")
    stage.post("David", f"{group.path}door/{entry.key}/yes/")


@door("group_door")
def saying_no_to_who_asks(stage: Stage) -> Steps:
    group, entry = asked(stage)
    yield stage.person("Amel")
    stage.post("David", f"{group.path}door/{entry.key}/no/")


@door("group_door")
def taken_back_by_who_asked(stage: Stage) -> Steps:
    group, _entry = asked(stage)
    yield stage.person("Amel")
    stage.post("Eve", f"{group.path}take-back/")


@door("group_door")
def seeing_that_one_is_in(stage: Stage) -> Steps:
    group, entry = asked(stage)
    stage.act("Amel", entries.let_in, entry=entry)
    yield stage.person("Eve")
    assert stage.as_person(stage.person("Eve")).get(group.path).status_code == 200


@door("group_door")
def blocking_who_asks(stage: Stage) -> Steps:
    asked(stage)
    yield stage.person("Amel")
    stage.act("Amel", block_person, person=stage.person("Eve"))


@door("group_door")
def blocked_by_who_asks(stage: Stage) -> Steps:
    asked(stage)
    yield stage.person("Amel")
    stage.act("Eve", block_person, person=stage.person("Amel"))


@door("group_door")
def leaving_those_who_are_asked(stage: Stage) -> Steps:
    group, _entry = asked(stage)
    yield stage.person("Amel")
    stage.post("Amel", f"{group.path}leave/")


@door("group_door")
def leaving_before_one_read_that_one_is_in(stage: Stage) -> Steps:
    group, entry = asked(stage)
    stage.act("Amel", entries.let_in, entry=entry)
    yield stage.person("Eve")
    stage.act("Eve", entries.leave_group, circle=group.circle)


@door("group_door")
def ended_before_one_read_that_one_is_in(stage: Stage) -> Steps:
    group, entry = asked(stage)
    stage.act("Amel", entries.let_in, entry=entry)
    yield stage.person("Eve")
    stage.act("Amel", end_group, circle=group.circle)


@door("group_door")
def blocking_who_invites(stage: Stage) -> Steps:
    invited_to(stage)
    yield stage.person("Bruno")
    stage.act("Bruno", block_person, person=stage.person("Amel"))


@door("group_door")
def coming_in_invited(stage: Stage) -> Steps:
    group, _entry = invited_to(stage)
    yield stage.person("Bruno")
    stage.post("Bruno", f"{group.path}enter/", role="member")


@door("group_door")
def declining_the_invitation(stage: Stage) -> Steps:
    group, _entry = invited_to(stage)
    yield stage.person("Bruno")
    stage.post("Bruno", f"{group.path}decline/")


@door("group_door")
def no_longer_invited(stage: Stage) -> Steps:
    group, entry = invited_to(stage)
    yield stage.person("Bruno")
    stage.post("Amel", f"{group.path}door/{entry.key}/withdraw/")


@door("group_door")
def ended_before_one_came_in(stage: Stage) -> Steps:
    group, _entry = invited_to(stage)
    yield stage.person("Bruno")
    stage.post("Amel", f"{group.path}end/")


def a_short_visit(stage: Stage) -> Group:
    """Eve visits for five days, where anyone may come in."""
    group = group_of(stage.person("Amel"), stage.person("David"), visit_days=5)
    with hats.system("test"):
        Circle.objects.filter(pk=group.pk).update(open=True)
    come_in(group, stage.person("Eve"), "visitor")
    return group


@door("group_visit")
def staying_as_a_member(stage: Stage) -> Steps:
    group = a_short_visit(stage)
    yield stage.person("Eve")
    come_in(group, stage.person("Eve"), "member")


@door("group_visit")
def leaving_before_the_end(stage: Stage) -> Steps:
    group = a_short_visit(stage)
    yield stage.person("Eve")
    stage.post("Eve", f"{group.path}leave/")


@door("group_visit")
def the_group_ends_before_the_visit(stage: Stage) -> Steps:
    group = a_short_visit(stage)
    yield stage.person("Eve")
    stage.act("Amel", end_group, circle=group.circle)


def written(stage: Stage) -> tuple[Group, Agreement]:
    """Amel writes what the group promises; David is asked for his yes."""
    group = group_of(stage.person("Amel"), stage.person("David"))
    values = {"words": "Se taire", "changes": "", "review_on": dt.date(2040, 1, 1)}
    return group, stage.act("Amel", agreements.write_agreement, circle=group.circle, **values)


@door("group_words")
def saying_yes_to_the_version(stage: Stage) -> Steps:
    group, version = written(stage)
    yield stage.person("David")
    stage.post("David", f"{group.path}agreement/yes/", number=version.number)


@door("group_words")
def leaving_instead_of_a_yes(stage: Stage) -> Steps:
    group, _version = written(stage)
    yield stage.person("David")
    stage.post("David", f"{group.path}leave/")


@door("group_words")
def the_group_ends_before_a_yes(stage: Stage) -> Steps:
    group, _version = written(stage)
    yield stage.person("David")
    stage.act("Amel", end_group, circle=group.circle)


def asked_to_support(stage: Stage) -> tuple[Group, Backing]:
    """Amel asks the organisation that Claire coordinates."""
    group = group_of(stage.person("Amel"), stage.person("David"))
    values = {"organisation": stage.network.escale, "role": "sponsor", "exception": ""}
    return group, stage.act("Amel", backings.ask_backing, circle=group.circle, **values)


@door("group_asked")
def supporting_the_group(stage: Stage) -> Steps:
    group, backing = asked_to_support(stage)
    yield stage.person("Claire")
    stage.post("Claire", f"{group.path}organisations/{backing.pk}/yes/")


@door("group_asked")
def not_supporting_it(stage: Stage) -> Steps:
    group, backing = asked_to_support(stage)
    yield stage.person("Claire")
    stage.post("Claire", f"{group.path}organisations/{backing.pk}/end/")


@door("group_asked")
def no_longer_asked_for_support(stage: Stage) -> Steps:
    group, backing = asked_to_support(stage)
    yield stage.person("Claire")
    stage.post("Amel", f"{group.path}organisations/{backing.pk}/end/")


@door("group_asked")
def the_group_ends_before_an_answer(stage: Stage) -> Steps:
    group, _backing = asked_to_support(stage)
    yield stage.person("Claire")
    stage.act("Amel", end_group, circle=group.circle)


@door("group_ended")
def seeing_that_it_has_ended(stage: Stage) -> Steps:
    group = group_of(stage.person("Amel"), stage.person("David"))
    stage.act("Amel", end_group, circle=group.circle)
    yield stage.person("David")
    assert stage.as_person(stage.person("David")).get(group.path).status_code == 200


def told_that_it_opens(stage: Stage) -> Group:
    """Amel announces to David that her group may open to more people."""
    group = group_of(stage.person("Amel"), stage.person("David"))
    said = {"name": "Les voix", "about": "", "open": True, "page": {}}
    stage.act("Amel", change_group, group=group, **said)
    return group


@door("group_wider")
def seeing_that_a_group_may_open(stage: Stage) -> Steps:
    group = told_that_it_opens(stage)
    yield stage.person("David")
    assert stage.as_person(stage.person("David")).get(group.path).status_code == 200


@door("group_wider")
def leaving_a_group_that_may_open(stage: Stage) -> Steps:
    group = told_that_it_opens(stage)
    yield stage.person("David")
    stage.post("David", f"{group.path}leave/")


def report_to_read(stage: Stage) -> tuple[Group, Report]:
    """Amel lets David read the report of their group."""
    group = old_group(stage.person("Amel"), stage.person("David"))
    return group, opened(report_of(group, stage.person("Amel")), group, stage.person("Amel"))


@door("report")
def reading_a_report(stage: Stage) -> Steps:
    _group, report = report_to_read(stage)
    yield stage.person("David")
    assert stage.as_person(stage.person("David")).get(report.path).status_code == 200


@door("report")
def changing_what_is_read(stage: Stage) -> Steps:
    _group, report = report_to_read(stage)
    yield stage.person("David")
    stage.act("Amel", reports.correct_line, report=report, name="people", words="40")


@door("report")
def leaving_the_group_of_a_report(stage: Stage) -> Steps:
    group, _report = report_to_read(stage)
    yield stage.person("David")
    stage.post("David", f"{group.path}leave/")
