"""How an organisation grew: a chart in steps, and small maps of Europe, one a year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from generator.maps.frame import WIDTH, Frame, frame_of
from generator.maps.geometry import Box, Point
from generator.maps.labels import PHONE, WIDE, width_of
from generator.maps.outlines import CREDIT, outlines
from generator.maps.svg import Drawing, element, escaped, path, root
from generator.values import replace
from generator.views.enlargement import Round, listed

EUROPE: tuple[Point, ...] = ((-23.5, 64.5), (-9.5, 37.0), (26.0, 70.9), (44.0, 39.0), (33.0, 35.0))
ROUGH = 2.2  # units; these maps are small
SMALLEST_LAND, SMALLEST_MEMBER = 40.0, 14.0
HEAD = 76  # the strip with the year, above each map

CHART_HEIGHT = 380
PLOT = Box(14, 34, WIDTH - 20, CHART_HEIGHT - 40)
DECADES = {"": 20, " map__wide": 10}


def enlargement_chart(
    rounds: Sequence[Round], *, title: str = "Members by year", prefix: str = "steps"
) -> Drawing:
    """The number of members over the years, as a line in steps from nought upwards.

    Shape: one step a round, to scale on both sides; a round is labelled where there is room, the
    largest first. The description gives every round in words.
    Errors: ValueError without a round.
    """
    if not rounds:
        raise ValueError("a chart needs a round")
    first, last = rounds[0], rounds[-1]
    years = max(last.year - first.year, 1)
    across, up = PLOT.width / (years + 1), PLOT.height / last.members

    def at(year: int, members: int) -> Point:
        return PLOT.left + (year - first.year) * across, PLOT.bottom - members * up

    line = [at(first.year, 0)]
    for here in rounds:
        line += [(at(here.year, 0)[0], line[-1][1]), at(here.year, here.members)]
    line.append((PLOT.right, line[-1][1]))
    area = [*line, (PLOT.right, PLOT.bottom)]
    description = " ".join(f"{here.words}." for here in rounds)
    content = [
        element("path", class_="chart__area", d=path([area])),
        element("path", class_="chart__line", d=path([line], is_closed=False)),
        element(
            "path",
            class_="chart__axis",
            d=path([[(PLOT.left, PLOT.bottom), (PLOT.right, PLOT.bottom)]], is_closed=False),
        ),
        *_decades(first.year, last.year, at),
        *_step_labels(rounds, at),
    ]
    svg = root(
        content,
        prefix=prefix,
        title=title,
        description=description,
        width=WIDTH,
        height=CHART_HEIGHT,
        class_="map__svg chart__svg",
    )
    return Drawing(svg, title, description)


def _decades(first: int, last: int, at: Callable[[int, int], Point]) -> Iterator[str]:
    told: set[int] = set()
    for wide, step in DECADES.items():
        for year in range(first + -first % step, last + 1, step):
            if year not in told:
                told.add(year)
                x, y = at(year, 0)
                yield element(
                    "path", class_=f"chart__axis{wide}", d=f"M{round(x)} {round(y)}l0 7"
                ) + element(
                    "text",
                    str(year),
                    class_=f"chart__year{wide}",
                    x=round(x),
                    y=round(y + 30),
                    text_anchor="middle",
                )


def _step_labels(rounds: Sequence[Round], at: Callable[[int, int], Point]) -> Iterator[str]:
    """The labels stand left of their step, above the line, each clear of the others."""
    before = dict(zip([r.year for r in rounds[1:]], rounds, strict=False))
    by_weight = sorted(
        rounds, key=lambda r: (r is not rounds[-1], r is not rounds[0], -len(r.joined), -r.year)
    )
    taken: list[Box] = []
    told: set[int] = set()
    for wide, size in (("", PHONE), (" map__wide", WIDE)):
        for here in by_weight:
            if here.year in told:
                continue
            x, y = at(here.year, here.members)
            text = f"{here.counted} in {here.year}"
            if here is rounds[0]:
                anchor, x, left = "start", x + 7, x + 7
                y += size
            else:
                text = text if here is rounds[-1] else f"{here.members} in {here.year}"
                floor = at(here.year, before[here.year].members)[1]
                anchor, x, y = "end", x - 7, min(y + size * 0.4, floor - 7)
                left = x - width_of(text, size)
            box = Box(left, y - size * 0.85, left + width_of(text, size), y + size * 0.2)
            if box.left >= 2 and not any(box.grown(1).meets(other) for other in taken):
                taken.append(box)
                told.add(here.year)
                yield element(
                    "text",
                    escaped(text),
                    class_=f"chart__step{wide}",
                    x=round(x),
                    y=round(y),
                    text_anchor=None if anchor == "start" else anchor,
                )


def enlargement_maps(
    rounds: Sequence[Round], years: Sequence[int], *, prefix: str = "grew"
) -> tuple[Drawing, ...]:
    """Small maps of Europe, one for each year, of who belonged at its end.

    Shape: in the order of `years`; none where no member has a shape there. All belong on one page:
    the first holds the shapes that the others use, and its notes are those of all.
    Errors: ValueError for no round or no year.
    """
    if not rounds or not years:
        raise ValueError("a map of growth needs a round and a year")
    frame = _europe()
    shapes, missing = _shapes(rounds, frame, prefix)
    if sum(map(len, missing.values())) == sum(len(here.joined) for here in rounds):
        return ()
    drawn = []
    before: int | None = None
    for year in years:
        until = [here for here in rounds if here.year <= year]
        title = f"{year}: {until[-1].counted if until else 'no members'}"
        description = _who(until, before)
        uses = [
            element(
                "use",
                href=f"#{prefix}-{here.year}",
                class_="map__member" if before is not None and here.year <= before else "map__new",
            )
            for here in until
        ]
        content = [
            element("defs", "".join(shapes)) if before is None else "",
            element("text", str(year), class_="map__small-year", x=12, y=52),
            element(
                "text",
                title.split(": ")[1],
                class_="map__small-count",
                x=WIDTH - 12,
                y=52,
                text_anchor="end",
            ),
            element(
                "g",
                element("rect", class_="map__sea", width=WIDTH, height=frame.height)
                + element("use", href=f"#{prefix}-land", class_="map__land")
                + "".join(uses),
                transform=f"translate(0 {HEAD})",
            ),
        ]
        svg = root(
            content,
            prefix=f"{prefix}-{year}-of",
            title=title,
            description=description,
            width=WIDTH,
            height=frame.height + HEAD,
            class_="map__svg map__small",
        )
        notes = _notes(rounds, years, missing) if before is None else ()
        drawn.append(Drawing(svg, title, description, notes, CREDIT))
        before = year
    return tuple(drawn)


@cache
def _europe() -> Frame:
    return replace(frame_of(EUROPE), tolerance=ROUGH)


@cache
def _land() -> str:
    return path(_europe().areas(outlines().land, smallest=SMALLEST_LAND))


def _shapes(
    rounds: Sequence[Round], frame: Frame, prefix: str
) -> tuple[list[str], dict[str, list[str]]]:
    """The paths that all maps share, and the members that are not on them: "outside", "unknown"."""
    found = outlines()
    shapes = [element("path", id=f"{prefix}-land", d=_land())]
    missing: dict[str, list[str]] = {"outside": [], "unknown": []}
    for here in rounds:
        rings = []
        for member in here.joined:
            own = frame.areas(found.countries.get(member.country, ()), smallest=SMALLEST_MEMBER)
            seen = [ring for ring in own if Box.around(ring).meets(frame.box)]
            if not seen:
                kind = "outside" if member.country in found.countries else "unknown"
                missing[kind].append(member.name)
            rings += seen
        shapes.append(element("path", id=f"{prefix}-{here.year}", d=path(rings)))
    return shapes, missing


def _who(until: Sequence[Round], before: int | None) -> str:
    new = [m.name for r in until if before is None or r.year > before for m in r.joined]
    old = [m.country for r in until if before is not None and r.year <= before for m in r.joined]
    sentences = [
        f"New since {before}: {listed(new)}." if before is not None and new else "",
        f"Members: {listed(new)}." if before is None and new else "",
        f"Members already: {listed(old)}." if old else "",
        "" if until else "No members yet.",
    ]
    return " ".join(filter(None, sentences))


def _notes(
    rounds: Sequence[Round], years: Sequence[int], missing: dict[str, list[str]]
) -> tuple[str, ...]:
    notes = [
        "Each map shows who belonged at the end of its year: in full colour, those who joined "
        "since the map before; in half colour, those who belonged already. Borders are those of today, and are drawn "
        "between members only."
    ]
    germany = [r.year for r in rounds if any(m.country == "Germany" for m in r.joined)]
    if germany and any(germany[0] <= year < 1990 for year in years):
        notes.append("Until October 1990 only the western part of Germany belonged.")
    if missing["outside"]:
        notes.append(f"Outside the maps: {listed(missing['outside'])}.")
    if missing["unknown"]:
        notes.append(f"Not drawn, for want of an outline: {listed(missing['unknown'])}.")
    return tuple(notes)
