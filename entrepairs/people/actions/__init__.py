"""What people do here. Each function is one transaction and one deed; `by` is whoever does it."""

from entrepairs.people.actions.blocks import block, unblock
from entrepairs.people.actions.circles import add_member, end_circle, join, leave, make_circle
from entrepairs.people.actions.facets import Answer, change_facet, tell, tell_many, untell
from entrepairs.people.actions.organisations import (
    NewPerson,
    add_people,
    answer_coordination,
    ask_to_coordinate,
    change_organisation,
    end_affiliation,
    make_organisation,
    stop_coordinating,
)
from entrepairs.people.actions.persons import go_on, make_person, pause, rename, resume, set_up

__all__ = [
    "Answer",
    "NewPerson",
    "add_member",
    "add_people",
    "answer_coordination",
    "ask_to_coordinate",
    "block",
    "change_facet",
    "change_organisation",
    "end_affiliation",
    "end_circle",
    "go_on",
    "join",
    "leave",
    "make_circle",
    "make_organisation",
    "make_person",
    "pause",
    "rename",
    "resume",
    "set_up",
    "stop_coordinating",
    "tell",
    "tell_many",
    "unblock",
    "untell",
]
