"""How templates are kept: once for each language, with what is the same on every page already written out.

A page is mostly words that do not change: labels in one language, addresses without a key, icons, names of files. They
are worked out when a template is read, not at each page (see templatetags/folded.py).
"""

from typing import Any

from django.template import Template
from django.template.base import Node, NodeList, TextNode
from django.template.loaders import cached
from django.utils.translation import get_language


class Loader(cached.Loader):
    """Reads a template once for each language."""

    def cache_key(self, template_name: Any, skip: Any = None) -> str:
        return f"{get_language()} {super().cache_key(template_name, skip)}"

    def get_template(self, template_name: str, skip: Any = None) -> Any:
        known = self.get_template_cache.get(self.cache_key(template_name, skip))
        if isinstance(known, Template):
            return known
        template = super().get_template(template_name, skip)
        join_words(template.nodelist)
        return template


def join_words(nodes: NodeList) -> None:
    """Make one node of words that stand side by side, here and inside."""
    joined: list[Node] = []
    for node in nodes:
        if type(node) is TextNode and joined and type(joined[-1]) is TextNode:
            joined[-1] = TextNode(joined[-1].s + node.s)
            continue
        joined.append(node)
        for inner in lists_in(node):
            join_words(inner)
    nodes[:] = joined


def lists_in(node: Any) -> list[NodeList]:
    """The lists of nodes that a node holds."""
    found = [getattr(node, name, None) for name in getattr(node, "child_nodelists", ())]
    found += [nodes for _, nodes in getattr(node, "conditions_nodelists", ())]
    return [nodes for nodes in found if isinstance(nodes, NodeList)]
