"""Queries worked out once give what they would give each time; templates are kept once for each language."""

import datetime as dt
from typing import Any

import pytest
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.template import Context, Origin, Template, engines
from django.template.base import Node
from django.template.loader import get_template
from django.test import Client
from django.utils import timezone, translation

from entrepairs.core import hats
from entrepairs.core.compiled_queries import one_of, prepared
from entrepairs.people.models import Membership, Person


@prepared
def people_named(name: str, since: dt.datetime) -> QuerySet[Person]:
    return Person.objects.filter(name=name, created_at__gte=since).order_by("pk")


@prepared
def memberships_of(people: list[int], but: int) -> QuerySet[Membership]:
    found = Membership.objects.filter(one_of("person", people), since__lte=Now()).exclude(
        circle=but
    )
    return found.select_related("circle", "person").order_by("pk")


@prepared
def names_of(people: list[int]) -> QuerySet[Any]:
    return (
        Person.objects.filter(one_of("pk", people)).order_by("name").values_list("name", flat=True)
    )


def test_only_the_values_change(network: Any, amel: Person, bruno: Person) -> None:
    long_ago = timezone.now() - dt.timedelta(days=10_000)
    with hats.system("test"):
        for _ in range(2):
            assert people_named(name="Amel", since=long_ago) == [amel]
            assert people_named(name="Bruno", since=long_ago) == [bruno]
            assert people_named(name="Bruno", since=timezone.now()) == []


def test_rows_come_with_what_was_selected_with_them(
    network: Any, amel: Person, bruno: Person, queries: Any
) -> None:
    with hats.system("test"):
        memberships_of(people=[amel.pk], but=network.group.pk)
        with queries() as made:
            found = memberships_of(people=[amel.pk, bruno.pk], but=network.group.pk)
            assert {(row.person.name, row.circle.kind) for row in found} == {
                ("Amel", "pair"),
                ("Bruno", "pair"),
            }
        assert len(made) == 1
        assert names_of(people=[bruno.pk, amel.pk]) == ["Amel", "Bruno"]
        assert names_of(people=[]) == []


def test_whoever_asks_decides_what_is_found(network: Any, amel: Person, eve: Person) -> None:
    for person, sees in ((amel, True), (eve, False), (amel, True)):
        with hats.person(person.pk):
            assert bool(memberships_of(people=[amel.pk], but=0)) is sees


def test_a_moment_of_python_would_stay_that_of_the_first_time() -> None:
    @prepared
    def lately(name: str) -> QuerySet[Person]:
        return Person.objects.filter(name=name, created_at__gte=timezone.now())

    with pytest.raises(TypeError, match="frozen"):
        lately(name="Amel")


def test_a_value_that_does_not_reach_the_statement_is_told() -> None:
    @prepared
    def nobody(name: str, number: int) -> QuerySet[Person]:
        return Person.objects.filter(name=name)

    with pytest.raises(TypeError, match="number"):
        nobody(name="Amel", number=1)


def test_what_is_prefetched_is_a_query_of_its_own() -> None:
    @prepared
    def all_of_it(name: str) -> QuerySet[Person]:
        return Person.objects.filter(name=name).prefetch_related("memberships")

    with pytest.raises(TypeError, match="prefetched"):
        all_of_it(name="Amel")


def test_a_template_is_written_in_the_language_of_the_page(client: Client) -> None:
    for language, words in (("fr", "Aide"), ("en", "Help now"), ("fr", "Aide")):
        client.cookies["language"] = language
        assert words in client.get("/help/").content.decode()


def test_words_that_do_not_change_are_written_when_a_template_is_read() -> None:
    with translation.override("en"):
        page: Any = get_template("ui/error.html")
        nodes = page.template.nodelist
        kinds = {type(node).__name__ for node in nodes.get_nodes_by_type(Node)}
    assert "TextNode" in kinds
    assert not kinds & {"TranslateNode", "BlockTranslateNode", "StaticNode"}


def test_a_template_made_of_a_string_speaks_the_language_of_the_moment() -> None:
    template = engines["django"].from_string('{% translate "Help now" %}')
    said = []
    for language in ("en", "fr"):
        with translation.override(language):
            said.append(template.render({}))
    assert said[0] == "Help now"
    assert said[1] != said[0]


def test_a_sentence_keeps_its_names_and_escapes_them() -> None:
    engine: Any = engines["django"]
    source = "{% blocktranslate trimmed with name=who %}You and {{ name }}{% endblocktranslate %}"
    template = Template(
        source, Origin("x.html", loader=engine.engine.template_loaders[0]), "x.html", engine.engine
    )
    assert type(template.nodelist[0]).__name__ == "Sentence"
    assert template.render(Context({"who": "<b>"})) == "You and &lt;b&gt;"
