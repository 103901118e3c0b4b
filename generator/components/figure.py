"""A drawing made when the site is built, with what it shows in words below it."""

from __future__ import annotations

from generator.document import Block, Blocks, Component, Inlines, Item, List, Paragraph


class Figure(Component):
    """`svg` is markup of our own making (generator/maps), in which every text is escaped.

    `about` says what it shows, for those who do not see it; `places` are the numbered places of a
    map; `notes` what has to be said of it; `credit` whose shapes they are. With `file`, a path below
    the site without its ending, the drawing is a file that the page shows; without, it is inside.
    """

    svg: str
    kind: str
    about: str
    caption: Inlines = ()
    places: tuple[Inlines, ...] = ()
    notes: tuple[Inlines, ...] = ()
    credit: str = ""
    file: str | None = None

    def plain(self) -> Blocks:
        blocks: list[Block] = [Paragraph(self.caption)] if self.caption else []
        if self.places:
            items = tuple(Item((Paragraph(place),)) for place in self.places)
            blocks.append(List(items, ordered=True))
        blocks += [Paragraph(note, role="remark") for note in self.notes]
        return tuple(blocks)


# A drawing that stands alone cannot take the page's colours: there is one for each scheme.
SCHEMES = ("light", "dark")


def file_of_drawing(figure: Figure, scheme: str) -> str:
    """The path below the site of a drawing that is a file of its own."""
    return f"{figure.file}-{scheme}.svg"
