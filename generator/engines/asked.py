"""What the templates of a theme ask for that differs from page to page, found by reading them.

A shell may be kept for many pages only if all that it asks for is the same on each, or has a hole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import cast

from jinja2 import BaseLoader, Environment, meta, nodes

# The same on all pages that wear one skin and stand in one folder.
SAME = frozenset({"base_url", "build_date_utc", "config", "mkdocs_version", "skin"})
# What a shell has holes for, and how templates write it out.
HOLES = frozenset(
    {"page.content", "head.title|e", "head.content_security_policy|e", "head.referrer"}
)
# Questions about a page that are answered alike for all pages of one shell.
QUESTIONS = frozenset({"page.is_homepage", "page.url==item.url"})
_DIFFERENT = frozenset({"page", "head"})
_CHOOSING = (nodes.If, nodes.CondExpr, nodes.And, nodes.Or, nodes.Not)


def asked_beyond(env: Environment, template: str, parts: Collection[str]) -> list[str]:
    """What `template` and all that it takes in ask for beyond this, with the template that asks.

    `parts` are rendered for each page, and may ask for anything.
    Errors: TemplateError for a template that is not there or cannot be read.
    """
    found, waiting, seen = [], [template], set(parts)
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        source, file, _ = cast(BaseLoader, env.loader).get_source(env, name)
        tree = env.parse(source, name, file)
        for taken_in in meta.find_referenced_templates(tree):
            if taken_in is None:
                found.append(f"{name}: a template whose name is not written out")
            else:
                waiting.append(taken_in)
        known = SAME | _DIFFERENT | env.globals.keys()
        found += [f"{name}: {asked}" for asked in meta.find_undeclared_variables(tree) - known]
        found += [f"{name}: {asked}" for asked in _asked(tree)]
    return sorted(found)


def _asked(parent: nodes.Node) -> Iterator[str]:
    for node in parent.iter_child_nodes():
        shape = _shape(node)
        is_hole = shape in HOLES and isinstance(parent, nodes.Output)
        is_choice = shape == "page" and isinstance(parent, _CHOOSING)
        if is_hole or is_choice or shape in QUESTIONS:
            continue
        if isinstance(node, nodes.Name) and node.name in _DIFFERENT:
            yield node.name
        else:
            yield from _asked(node)


def _shape(node: nodes.Node) -> str:
    """A name, an attribute, an escaped or a compared one as in the sets above; "" for all else."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{_shape(node.node)}.{node.attr}"
        case nodes.Filter() if node.name == "e" and node.node is not None:
            return f"{_shape(node.node)}|e"
        case nodes.Compare() if len(node.ops) == 1 and node.ops[0].op == "eq":
            return f"{_shape(node.expr)}=={_shape(node.ops[0].expr)}"
    return ""
