"""The catalogues' tool."""

from pathlib import Path

import pytest

from entrepairs.ui import catalogues

TEMPLATE = """{% load i18n %}
   {# _("not me") #}{% comment %}{% translate "nor me" %}{% endcomment %}
{% translate "Plain" %} {% translate 'With "marks"' context "ctx" %} {% translate "100% sure" %}
    {% blocktranslate trimmed count counter=n with who=w context "people" %}
      {{ who }} has one
      thing, 5% off
    {% plural %}
      {{ who }} has {{ counter }} things
    {% endblocktranslate %}
  {% blocktranslate %}It’s raw (paren{% endblocktranslate %}
{{ _("in var")|upper }} {{ x|default:_("in filter") }} {% act url _("in tag") style="x" %} ( [ "quote' odd {
<a title='{% translate "attribute" %}'>{% blocktranslate asvar z %}asvar {{ a }}{% endblocktranslate %}
"""


def test_templates_say_what_django_will_ask_for() -> None:
    assert set(catalogues.said_by_template(TEMPLATE)) == {
        ("Plain", None, None),
        ('With "marks"', None, "ctx"),
        ("100%% sure", None, None),
        ("%(who)s has one thing, 5%% off", "%(who)s has %(counter)s things", "people"),
        ("It’s raw (paren", None, None),
        ("in var", None, None),
        ("in filter", None, None),
        ("in tag", None, None),
        ("attribute", None, None),
        ("asvar %(a)s", None, None),
    }


def test_python_says_its_messages() -> None:
    source = '_("a" "b"); ngettext("one", "many", 3); pgettext("context", "word"); _(variable); other("no")'
    assert set(catalogues.said_by_python(source, Path("x.py"))) == {
        ("ab", None, None),
        ("one", "many", None),
        ("word", None, "context"),
    }


def test_a_message_cannot_be_an_f_string() -> None:
    with pytest.raises(SyntaxError, match=r"x\.py:1"):
        list(catalogues.said_by_python('_(f"{x}")', Path("x.py")))


@pytest.fixture
def package(tmp_path: Path) -> Path:
    room = tmp_path / "garden"
    (room / "templates" / "garden").mkdir(parents=True)
    (room / "__init__.py").write_text("")
    (room / "views.py").write_text(
        'from django.utils.translation import gettext as _\n_("Good day")\n'
    )
    (room / "templates" / "garden" / "x.html").write_text('{% translate "A seed" %}')
    return tmp_path


def write(package: Path, old: str, new: str) -> None:
    po = package / "garden/locale/fr/LC_MESSAGES/django.po"
    assert old in po.read_text()
    po.write_text(po.read_text().replace(old, new, 1))


def test_update_keeps_the_french_there_is_and_forgets_what_is_no_longer_said(package: Path) -> None:
    (room,) = catalogues.rooms(package)
    assert catalogues.update(room) == 2
    write(package, 'msgid "A seed"\nmsgstr ""', 'msgid "A seed"\nmsgstr "Une graine"')
    (package / "garden/views.py").write_text("")
    (room,) = catalogues.rooms(package)
    assert catalogues.update(room) == 0
    before = room.po.read_bytes()
    assert b"Une graine" in before
    assert b"Good day" not in before
    catalogues.update(room)
    assert room.po.read_bytes() == before


def test_check_tells_what_is_missing_and_what_is_badly_written(package: Path) -> None:
    (room,) = catalogues.rooms(package)
    assert list(catalogues.problems([room])) == [
        "garden: not in the catalogue: 'A seed' (templates/garden/x.html)",
        "garden: not in the catalogue: 'Good day' (views.py)",
    ]
    catalogues.update(room)
    write(package, 'msgid "A seed"\nmsgstr ""', 'msgid "A seed"\nmsgstr "L\'idée : graine"')
    assert list(catalogues.problems([room])) == [
        "garden: straight apostrophe: 'A seed'",
        "garden: no no-break space before ; : ? ! or inside « »: 'A seed'",
        "garden: not translated: 'Good day'",
    ]


def test_only_what_changed_is_compiled(package: Path) -> None:
    (room,) = catalogues.rooms(package)
    catalogues.update(room)
    assert len(list(catalogues.compile_all(package))) == 1
    assert list(catalogues.compile_all(package)) == []


def test_french_that_says_something_else_in_another_room_is_told(package: Path) -> None:
    (room,) = catalogues.rooms(package)
    catalogues.update(room)
    other = catalogues.Room(package / "shed", dict(room.said))
    other.po.parent.mkdir(parents=True)
    other.po.write_text(
        room.po.read_text().replace(
            'msgid "A seed"\nmsgstr ""', 'msgid "A seed"\nmsgstr "Un grain"'
        )
    )
    assert any(
        "said otherwise in garden" in problem for problem in catalogues.problems([room, other])
    )
