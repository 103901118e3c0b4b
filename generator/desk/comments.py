"""Comments and blank lines of a YAML file, each with the key or the item that it belongs to.

- At the end of a line: to the key or item of that line, with the lines right under it that begin
  in the same column.
- On a line of its own: to the key or item below; or, where it is moved in further than that, to
  the end of the list or the record above.
- At the top of the file, with an empty line below, or naming the file's schema: to the file.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from generator.desk.between import Comment, look
from generator.source import Mapping, Node, Scalar, Sequence

MODELINE = "# yaml-language-server:"


@dataclass(eq=False)
class Entry:
    """A key with its value, or an item of a list; "" among the lines before it is an empty line."""

    start: int
    key: Scalar | None
    value: Scalar | Group
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    behind_dash: list[str] = field(default_factory=list)


@dataclass(eq=False)
class Group:
    """Keys or items. `end` is that of one in brackets; `column` counts from 0."""

    is_list: bool
    is_flow: bool
    start: int
    end: int
    column: int
    owner: Entry | None
    entries: list[Entry] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)


@dataclass
class Layout:
    """A whole file: what stands above its first key, and its keys or items."""

    root: Group
    head: list[str]


def read(text: str, root: Mapping | Sequence, first_line: int = 1) -> Layout:
    """The file's values with their comments.

    Errors: UnformattableError for anchors, aliases, tags, `?` and settings of YAML itself.
    """
    return _Reader(text, root, first_line).read(root)


class _Reader:
    def __init__(self, text: str, root: Mapping | Sequence, first_line: int) -> None:
        self.text = text
        self.between = look(text, root, first_line)
        self.order: list[tuple[Entry, tuple[Group, ...]]] = []

    def read(self, root: Mapping | Sequence) -> Layout:
        group = self._group(root, None, ())
        self._attach_all(group)
        for entry, _ in self.order:
            line = self.between.line_of(entry.start)
            is_first = not self.text[self.between.starts[line] : entry.start].strip()
            if is_first and self.between.is_blank(line - 1):
                entry.before.append("")
            entry.before += entry.behind_dash
        return Layout(group, _take_head(group))

    def _group(
        self, node: Mapping | Sequence, owner: Entry | None, above: tuple[Group, ...]
    ) -> Group:
        start = self.between.offset(node.location)
        is_list = isinstance(node, Sequence)
        # One pair in a list, [a: b], has no braces of its own.
        is_flow = start in self.between.ends or any(group.is_flow for group in above)
        line = self.between.line_of(start)
        end = self.between.ends.get(start, start)
        column = start - self.between.starts[line]
        if is_list and above and not above[-1].is_list and column == above[-1].column:
            # A list may stand right under its key; what is not moved in is the key's neighbour.
            column += 1
        group = Group(is_list, is_flow, start, end, column, owner)
        chain = (*above, group)
        pairs = node.entries if isinstance(node, Mapping) else [(None, item) for item in node.items]
        for key, value in pairs:
            entry = self._entry(key, value, group)
            self.order.append((entry, chain))
            if not isinstance(value, Scalar):
                entry.value = self._group(value, entry, chain)
        return group

    def _entry(self, key: Scalar | None, value: Node, group: Group) -> Entry:
        start = self.between.offset(key.location if key else value.location)
        if key is None and not group.is_flow:
            # A list in a list begins with its own dash.
            start = self.between.dashes[bisect_left(self.between.dashes, start) - 1]
        empty = value if isinstance(value, Scalar) else Scalar(value.location, "")
        entry = Entry(start, key, empty)
        group.entries.append(entry)
        return entry

    # --- comments to their entries -------------------------------------------------------

    def _attach_all(self, root: Group) -> None:
        starts = [entry.start for entry, _ in self.order]
        beside: tuple[Comment, Entry] | None = None
        for comment in sorted(self.between.comments, key=lambda comment: comment.start):
            number = bisect_left(starts, comment.start)
            if beside and self._goes_on(beside[0], comment):
                beside[1].after.append(comment.text)
                beside = (comment, beside[1])
                continue
            beside = None
            if comment.is_alone or number == 0:
                lines = self._lines_for(comment, number, root)
                if comment.has_blank_before:
                    lines.append("")
                lines.append(comment.text)
                continue
            entry = self._beside(comment, number)
            if entry is None:
                root.tail.append(comment.text)
            elif entry.key is None and _is_block(entry.value):
                entry.behind_dash.append(comment.text)
            else:
                entry.before += entry.after
                entry.after = [comment.text]
                beside = (comment, entry)

    def _goes_on(self, above: Comment, comment: Comment) -> bool:
        return (
            comment.is_alone and comment.line == above.line + 1 and comment.column == above.column
        )

    def _beside(self, comment: Comment, number: int) -> Entry | None:
        """The entry that ends on the line of the comment; None for the whole file in brackets."""
        entry, chain = self.order[number - 1]
        found: Entry | None = entry
        for group in reversed(chain):
            if group.is_flow and group.start in self.between.ends and group.end < comment.start:
                found = group.owner
        return found

    def _lines_for(self, comment: Comment, number: int, root: Group) -> list[str]:
        """The lines that a comment on a line of its own joins."""
        above, chain = self.order[number - 1] if number else (None, ())
        below, chain_below = self.order[number] if number < len(self.order) else (None, ())
        value = above.value if above else None
        inner = (*chain, value) if isinstance(value, Group) else chain
        brackets = [g for g in inner if g.is_flow and g.start < comment.start < g.end]
        if brackets:
            is_inside = below is not None and brackets[-1] in chain_below
            return below.before if below and is_inside else brackets[-1].tail
        if below is not None and (above is None or chain_below[-1] is value):
            return below.before
        open_groups = [g for g in chain if not g.is_flow and g.column <= comment.column]
        if below is None:
            # A comment cannot return into what the one before it has left.
            tails = [n for n, group in enumerate(open_groups) if group.tail]
            del open_groups[tails[0] + 1 if tails else len(open_groups) :]
            return open_groups[-1].tail if open_groups else root.tail
        home = chain_below[-1]
        ended = [g for g in open_groups if g not in chain_below and home in chain]
        if below.before or not ended or comment.column <= home.column:
            return below.before
        tails = [n for n, group in enumerate(ended) if group.tail]
        return ended[tails[0] if tails else -1].tail


def _is_block(value: Scalar | Group) -> bool:
    return isinstance(value, Group) and not value.is_flow


def _take_head(root: Group) -> list[str]:
    """The lines above the first entry that are the file's own, taken away from that entry."""
    if not root.entries:
        return []
    first = root.entries[0]
    while first.before[:1] == [""]:
        first.before.pop(0)
    if "" in first.before:
        length = len(first.before) - first.before[::-1].index("")
    else:
        length = sum(line.startswith(MODELINE) for line in first.before[:1])
    head = first.before[:length]
    del first.before[:length]
    return head
