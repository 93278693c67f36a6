"""Components: what they draw, and that no page needs an inline style or script."""

import re
from pathlib import Path
from typing import Any

import pytest
from django import forms as django_forms
from django.template import TemplateSyntaxError, engines
from django.test import RequestFactory

from entrepairs.core.paging import Page
from entrepairs.ui import forms, nav, svg

PACKAGE = Path(__file__).resolve().parents[2]
IMPORTS = (
    '{% from "ui/components.html" import act, facing, pagination %}{% from "ui/charts.html" import '
    'balance %}{% from "ui/fields.html" import fields %}'
)


def drawn(source: str, **context: Any) -> str:
    request = RequestFactory().get("/pairs/", {"q": "café"})
    return str(engines["jinja"].from_string(f"{IMPORTS}{source}").render(context, request))


def test_a_person_always_has_the_same_pattern_and_two_people_rarely_the_same() -> None:
    assert svg.peer("amel") == svg.peer("amel")
    assert len({svg.peer(f"key{number}") for number in range(1000)}) > 950


def test_a_pattern_mirrors_itself() -> None:
    for number in range(200):
        _hue, path = svg.pattern(f"key{number}")
        corners = {(float(x), y) for x, y in re.findall(r"M([\d.]+) ([\d.]+)h", path)}
        assert 5 <= len(corners) <= 18
        assert {(round(80 - x - svg.INNER, 1), y) for x, y in corners} == corners


def test_the_stylesheet_has_every_hue() -> None:
    css = (PACKAGE / "ui/static/ui/entrepairs.css").read_text()
    assert all(f".hue-{hue} {{" in css for hue in range(svg.HUES))


def test_two_people_are_drawn_at_the_same_size() -> None:
    html = drawn('{{ facing("amel", "bruno", "big") }}')
    assert html.count(" big") == html.count("<svg") == 2


def test_icons_are_silent_strokes() -> None:
    icons = {path.stem: svg.icon(path.stem) for path in svg.ICONS.glob("*.svg")}
    assert len(icons) > 50
    silent = '<svg class="icon" aria-hidden="true"'
    loud = [n for n, icon in icons.items() if not icon.startswith(silent) or "style" in icon]
    assert loud == []


def test_the_bar_says_its_shares_in_words() -> None:
    html = drawn("{{ balance(60, 20) }}")
    assert 'aria-label="Given 75%, received 25%"' in html
    assert 'width="75.0"' in html
    assert "1\u00a0h" in html
    assert "20\u00a0min" in html


def test_the_bar_can_name_its_ends() -> None:
    html = drawn('{{ balance(46, 54, "Amel", "Bruno", "Amel brought 46%") }}')
    assert "<span>Amel</span><span>Bruno</span>" in html
    assert 'aria-label="Amel brought 46%"' in html


def test_nothing_noted_is_not_a_balance() -> None:
    html = drawn("{{ balance(0, 0) }}")
    assert 'aria-label="Nothing to show yet"' in html
    assert "<rect" not in html


def test_one_button_forms_carry_a_token_and_a_key_that_is_never_the_same() -> None:
    source = (
        '{{ act(csrf_input, "/pairs/x/accept", words, style="quiet", name="answer", value="yes") }}'
    )
    html = drawn(source, words="Say <yes>")
    assert "csrfmiddlewaretoken" in html
    assert "Say &lt;yes&gt;" in html
    assert 'name="answer" value="yes"' in html
    keys = [
        re.search(r'name="once" value="([0-9a-f-]{36})"', drawn(source, words="Yes"))
        for _ in range(2)
    ]
    assert all(keys)
    assert len({key and key[1] for key in keys}) == 2


def test_pages_keep_the_rest_of_the_address() -> None:
    html = drawn("{{ pagination(request, page) }}", page=Page([], number=2, more=True))
    assert 'href="?q=caf%C3%A9&amp;page=1"' in html
    assert 'href="?q=caf%C3%A9&amp;page=3"' in html
    assert (
        drawn("{{ pagination(request, page) }}", page=Page([], number=1, more=False)).strip() == ""
    )


def test_what_people_write_is_escaped_in_its_paragraphs() -> None:
    assert drawn("{{ words|paragraphs }}", words="a <b>\n\nc") == "<p>a &lt;b&gt;</p>\n\n<p>c</p>"


class Asking(forms.Form):
    name = django_forms.CharField(label="Name", help_text="Any name")
    kind = django_forms.ChoiceField(
        label="What was brought", choices=[("a", "A"), ("b", "B")], widget=django_forms.RadioSelect
    )
    words = django_forms.CharField(label="Words", required=False, widget=django_forms.Textarea)
    day = forms.DayField(label="Day", required=False)
    at = forms.ClockField(label="At", required=False)


def test_fields_tie_label_hint_and_error_to_their_input() -> None:
    html = drawn("{{ fields(form) }}", form=Asking({"kind": "a"}))
    assert '<label for="id_name">' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<a href="#id_name">Name</a>' in html
    assert "<fieldset" in html
    assert "<legend>What was brought" in html
    assert "(optional)" in html.split("Words")[1]


def test_a_form_that_comes_back_keeps_its_key() -> None:
    once = "3f0b1c0e-5a54-4c43-8d1c-0f1e6d5a9b10"
    assert f'value="{once}"' in drawn("{{ fields(form) }}", form=Asking({"once": once}))


def test_a_form_without_its_key_is_refused() -> None:
    form = Asking({"name": "Amel", "kind": "a"})
    assert list(form.errors) == ["once"]


@pytest.mark.parametrize("typed", ["14h30", "14 h 30", "14:30", "14.30"])
def test_times_are_understood_as_people_type_them(typed: str) -> None:
    field = forms.ClockField()
    assert field.clean(typed).strftime("%H:%M") == "14:30"
    assert field.clean("9h").hour == 9


@pytest.mark.parametrize("typed", ["2026-11-24", "24/11/2026", "24.11.2026", "24/11/26"])
def test_days_are_understood_as_people_type_them(typed: str) -> None:
    assert str(forms.DayField().clean(typed)) == "2026-11-24"


def test_a_page_with_a_mistake_is_422_and_htmx_gets_the_part_it_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    request = RequestFactory().post("/", {})
    asked: list[str] = []
    monkeypatch.setattr(
        forms, "render", lambda _r, name, _c, status: asked.append(f"{name} {status}")
    )
    forms.page(request, "x.html", form=Asking({}))
    forms.page(request, "x.html", form=Asking())
    forms.page(
        RequestFactory(headers={"HX-Request": "true"}).post("/"),
        "x.html",
        form=Asking({}),
        partial="form",
    )
    assert asked == ["x.html 422", "x.html 200", "x.html#form 422"]


def test_rooms_without_a_page_are_not_in_the_navigation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nav, "_places", {})
    nav.add(nav.Place("b", "B", "help", icon="sun", order=2))
    nav.add(nav.Place("a", "A", "home", icon="sun", order=1))
    nav.add(nav.Place("c", "C", "nowhere", icon="sun", order=0))
    assert [place.key for place in nav.places()] == ["a", "b"]
    assert nav.url_of("c") == nav.url_of("unknown") == ""


TEMPLATES = {
    path.relative_to(PACKAGE).as_posix(): path.read_text()
    for kind in ("html", "txt")
    for path in sorted(PACKAGE.glob(f"**/templates/**/*.{kind}"))
}
PAGES = [name for name in TEMPLATES if name.endswith(".html") and "/tests/" not in name]
# Opened from a file that somebody keeps, where there is no other file to fetch.
KEPT_ALONE = {"rights/templates/rights/export.html"}
INLINE = {
    "a style": r"\sstyle=[\"']|<style",
    # A block of data is not executed: browsers and the policy let it be.
    "a script": r"<script(?![^>]*\bsrc=)(?! type=\"application/ld\+json\">)",
    "what a tag does": r"\son\w+=|\s(?:data-)?hx-on|hx-vals=[\"']js:|hx-trigger=\"[^\"]*\[",
}


@pytest.mark.parametrize("what", INLINE)
def test_templates_have_no_inline_style_or_script(what: str) -> None:
    assert len(PAGES) > 300
    plain = {
        name: re.sub(r"\{[%{].*?[%}]\}", "", TEMPLATES[name], flags=re.DOTALL) for name in PAGES
    }
    assert plain.keys() > KEPT_ALONE
    plain = {name: text for name, text in plain.items() if name not in KEPT_ALONE}
    assert [name for name, text in plain.items() if re.search(INLINE[what], text)] == []


def test_lines_of_templates_are_at_most_140_columns() -> None:
    long = [
        f"{name}:{number}"
        for name, text in TEMPLATES.items()
        for number, line in enumerate(text.splitlines(), 1)
        if len(line) > 140
    ]
    assert long == [], "break lines between attributes or after %}"


def test_a_list_without_signs_says_so_by_its_class() -> None:
    """A checker refuses a role that repeats the element; `bare` stays a list, in Safari too."""
    wrong = [
        name for name, text in TEMPLATES.items() if re.search(r'<[uo]l\b[^>]*role="list"', text)
    ]
    assert wrong == [], 'write class="bare …" in place of role="list"'


def test_every_template_can_be_read() -> None:
    broken = {}
    for name in TEMPLATES:
        if "/tests/" in name:
            continue
        try:
            engines["jinja"].get_template(name.partition("/templates/")[2])
        except TemplateSyntaxError as error:
            broken[name] = str(error)
    assert broken == {}


# Jinja takes out the line break after a block, and what stands before one: two sentences need "+".
RUNS_ON = re.compile(
    r"endtrans -?%\}(?:\s*\{% else %\}.*?\{% endif %\})?"  # the other branch, if there is one
    r"(?:\s*\{% (?:endif|if [^%]*) %\})*\s*\n\s*\{% trans",
    re.DOTALL,
)


def test_no_sentence_runs_into_the_next() -> None:
    run_on = [name for name, text in TEMPLATES.items() if RUNS_ON.search(text)]
    assert run_on == [], "end the first block with endtrans +%}"


def test_two_sentences_after_each_other_are_seen() -> None:
    assert RUNS_ON.search("{% trans %}One.{% endtrans %}\n  {% trans %}Two.{% endtrans %}")
    both = (
        "{% if a %}\n{% trans %}One.{% endtrans %}\n{% else %}x{% endif %}\n{% if b %}\n{% trans %}"
    )
    assert RUNS_ON.search(both)
    assert not RUNS_ON.search(both.replace("endtrans %}", "endtrans +%}"))


def test_a_colon_after_what_is_inserted_is_set_as_its_language_sets_it() -> None:
    """French has a space before it, and no message would show that it is missing."""
    bare = re.compile(r"(\}\}|%\}|</\w+>):(?=\s)")
    said = {
        name: re.sub(r"\{%-? trans.*?\{%-? endtrans -?%\}", "", text, flags=re.DOTALL)
        for name, text in TEMPLATES.items()
    }
    assert len(said) > 300
    assert [name for name, text in said.items() if bare.search(text)] == []
