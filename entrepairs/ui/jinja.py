"""Templates: Jinja2 by Django's own backend. Each room adds its filters and functions in its
markup.py."""

import logging
import os
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import jinja2
from django.conf import settings
from django.http import HttpRequest
from django.template import TemplateDoesNotExist
from django.template.backends.jinja2 import Jinja2, Template
from django.template.backends.utils import csrf_input
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from jinja2 import pass_eval_context
from markupsafe import Markup

# A name that was never given: an error in tests; for people a hole in the page, and a line in the
# log.
LENIENT = jinja2.make_logging_undefined(
    logging.getLogger("entrepairs.templates"), base=jinja2.ChainableUndefined
)
# Templates that are compiled, kept for processes that do not share their memory: tests.
COMPILED = os.environ.get("ENTREPAIRS_COMPILED_TEMPLATES")
UNDEFINED = jinja2.StrictUndefined if settings.MODE == "test" else LENIENT


class Templates(Jinja2):
    """Django's backend, in which a view's words win over the context processors', and
    "page.html#part" is one block."""

    def get_template(self, template_name: str) -> "Page":
        name, _, block = template_name.partition("#")
        found: Any = super().get_template(name)
        if block and block not in found.template.blocks:
            raise TemplateDoesNotExist(template_name, backend=self)
        return Page(found.template, self, block)


class Page(Template):
    def __init__(self, template: jinja2.Template, backend: Jinja2, block: str = "") -> None:
        super().__init__(template, backend)
        self.block = block

    def render(
        self, context: Mapping[str, Any] | None = None, request: HttpRequest | None = None
    ) -> Any:
        given: dict[str, Any] = {}
        if request is not None:
            token: Any = SimpleLazyObject(
                lambda: csrf_input(request)
            )  # asked for once, and only by a page with a form
            given = {"request": request, "csrf_input": token}
            for processor in self.backend.template_context_processors:
                given.update(processor(request))
        given.update(context or {})
        drawn = self.drawn_block(given) if self.block else self.template.render(given)
        return Markup(drawn) if escaped(self.template.name) else drawn

    def drawn_block(self, given: dict[str, Any]) -> str:
        """One block by itself. What stands before it, its imports, is run up to the first words."""
        inside = self.template.new_context(given)
        next(self.template.root_render_func(inside), None)
        return "".join(inside.blocks[self.block][0](inside))


def environment(**options: Any) -> jinja2.Environment:
    env = jinja2.Environment(
        **{
            **options,
            "autoescape": escaped,
            "undefined": UNDEFINED,
            "trim_blocks": True,
            "lstrip_blocks": True,
            "cache_size": -1,
            "bytecode_cache": jinja2.FileSystemBytecodeCache(COMPILED) if COMPILED else None,
            "extensions": ["jinja2.ext.i18n"],
        }
    )
    env.policies["ext.i18n.trimmed"] = True
    env.newstyle_gettext = True  # type: ignore[attr-defined]
    env.globals.update(
        _=gettext, gettext=gettext, ngettext=ngettext, pgettext=pgettext, npgettext=npgettext
    )
    for room in settings.ROOMS:
        if find_spec(f"entrepairs.{room}.markup"):
            markup = import_module(f"entrepairs.{room}.markup")
            env.filters.update(getattr(markup, "FILTERS", {}))
            env.globals.update(getattr(markup, "FUNCTIONS", {}))
    return env


def escaped(name: str | None) -> bool:
    """Pages are; mails in plain text are not."""
    return name is None or not name.endswith(".txt")


# Sentences: a translation is trusted, what is put into it is escaped. Kept in memory, most have
# nothing put into them.


@cache
def known(language: str, context: str | None, message: str) -> tuple[Markup, Markup]:
    """As it is written, and as it is shown when nothing is put into it."""
    said = Markup(
        translation.pgettext(context, message) if context else translation.gettext(message)
    )
    return said, Markup(str(said).replace("%%", "%"))


def filled(eval_ctx: Any, said: str, values: dict[str, Any]) -> Any:
    return Markup(said) % values if eval_ctx.autoescape else str(said) % values


def _say(eval_ctx: Any, context: str | None, message: str, values: dict[str, Any]) -> Any:
    written, shown = known(translation.get_language() or "", context, message)
    if values:
        return filled(eval_ctx, written, values)
    return shown if eval_ctx.autoescape else str(shown)


@pass_eval_context
def gettext(eval_ctx: Any, message: str, /, **values: Any) -> Any:
    return _say(eval_ctx, None, message, values)


@pass_eval_context
def pgettext(eval_ctx: Any, context: str, message: str, /, **values: Any) -> Any:
    return _say(eval_ctx, context, message, values)


@pass_eval_context
def ngettext(eval_ctx: Any, one: str, many: str, number: int, /, **values: Any) -> Any:
    return filled(eval_ctx, translation.ngettext(one, many, number), {"num": number, **values})


@pass_eval_context
def npgettext(
    eval_ctx: Any, context: str, one: str, many: str, number: int, /, **values: Any
) -> Any:
    return filled(
        eval_ctx, translation.npgettext(context, one, many, number), {"num": number, **values}
    )
