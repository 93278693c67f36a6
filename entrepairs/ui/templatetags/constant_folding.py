"""Tags of Django that say the same on every page in one language: worked out once, when the template is read.

In place of the libraries `i18n` and `static`, and of the tag `url` (see settings). Only in templates read from files,
which are kept once for each language (see templating.py); a template made of a string is left as it is.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import template
from django.template import Context, Node, loader_tags
from django.template.base import (
    FilterExpression,
    Parser,
    TextNode,
    Token,
    Variable,
    render_value_in_context,
)
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as url_tag
from django.templatetags import i18n, static
from django.templatetags.i18n import TranslateNode
from django.templatetags.static import StaticNode
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, pgettext

from entrepairs.ui import svg

register = template.Library()
for _library in (i18n.register, static.register):
    register.tags.update(_library.tags)
    register.filters.update(_library.filters)

Compile = Callable[[Parser, Token], Node]


def constant(expression: Any) -> bool:
    """Whether it is a literal, without filters."""
    if expression is None:
        return True
    if not isinstance(expression, FilterExpression) or expression.filters:
        return False
    var: Any = expression.var
    return not isinstance(var, Variable) or var.lookups is None


class Kept:
    """The name of a template, which gives the template itself: looked for once, and not on every page."""

    def __init__(self, name: FilterExpression) -> None:
        self.name = name
        self.template: Any = None

    def resolve(self, context: Any) -> Any:
        if self.template is None:
            self.template = context.template.engine.get_template(self.name.resolve(context))
        return self.template


class Known(Node):
    """Puts what is known already in a variable of the template."""

    def __init__(self, name: str, value: Any) -> None:
        self.name, self.value = name, value

    def render(self, context: Context) -> Any:
        context[self.name] = self.value
        return ""


class Sentence(Node):
    """A translated sentence with names in it: only the names are worked out at each page."""

    def __init__(self, node: Any, sentence: str, names: list[str]) -> None:
        self.node, self.sentence, self.names = node, sentence, names

    def render(self, context: Context) -> Any:
        given = {name: value.resolve(context) for name, value in self.node.extra_context.items()}
        values = {}
        for name in self.names:
            value = given[name] if name in given else context.get(name, "")
            values[name] = render_value_in_context(value, context)
        said = mark_safe(self.sentence % values)
        if self.node.asvar:
            context[self.node.asvar] = said
            return ""
        return said


def folded(compile_tag: Compile, fold: Callable[[Any], Node | None]) -> Compile:
    """The tag, worked out at once where it says the same on every page."""

    @wraps(compile_tag)
    def compile_folded(parser: Parser, token: Token) -> Node:
        node = compile_tag(parser, token)
        origin = parser.origin
        from_file = origin is not None and origin.loader is not None
        return (fold(node) if from_file else None) or node

    return compile_folded


def written(node: Node, name: str | None) -> Node:
    """What it says, as words or in a variable."""
    context = Context()
    said = node.render(context)
    return Known(name, context[name]) if name else TextNode(said)


def fold_translate(node: TranslateNode) -> Node | None:
    fixed = constant(node.filter_expression) and constant(node.message_context)
    return written(node, node.asvar) if fixed else None


def fold_static(node: StaticNode) -> Node | None:
    return written(node, node.varname) if constant(node.path) else None


def fold_url(node: URLNode) -> Node | None:
    return (
        written(node, node.asvar)
        if constant(node.view_name) and not node.args and not node.kwargs
        else None
    )


def fold_blocktranslate(node: Any) -> Node | None:
    if node.plural or not constant(node.message_context):
        return None
    sentence, names = node.render_token_list(node.singular)
    said = (
        pgettext(node.message_context.resolve(Context()), sentence)
        if node.message_context
        else gettext(sentence)
    )
    try:
        said % dict.fromkeys(names, "")
    except (
        KeyError,
        ValueError,
    ):  # a translation that names something else: Django goes back to the original
        return None
    return Sentence(node, said, names) if names or node.asvar else TextNode(said % {})


def fold_include(node: Any) -> None:
    if constant(node.template):
        node.template = Kept(node.template)


def fold_extends(node: Any) -> None:
    if constant(node.parent_name):
        node.parent_name = Kept(node.parent_name)


def fold_icon(node: Any) -> Node | None:
    fixed = not node.kwargs and all(constant(arg) for arg in node.args)
    return written(node, node.target_var) if fixed else None


register.simple_tag(svg.icon, name="icon")
for _names, _tag, _fold in (
    (("translate", "trans"), i18n.do_translate, fold_translate),
    (("blocktranslate", "blocktrans"), i18n.do_block_translate, fold_blocktranslate),
    (("static",), static.do_static, fold_static),
    (("url",), url_tag, fold_url),
    (("icon",), register.tags["icon"], fold_icon),
    (("include",), loader_tags.do_include, fold_include),
    (("extends",), loader_tags.do_extends, fold_extends),
):
    for _name in _names:
        register.tag(_name, folded(_tag, _fold))
