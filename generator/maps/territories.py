"""Territories that states dispute: what each is called. Who says what of them is for sourced records."""

from __future__ import annotations

from generator.maps.geometry import Point
from generator.values import Value


class Territory(Value):
    """A hatched piece of the map. `places` are the names under which records tell whose it is."""

    id: str
    name: str
    places: tuple[str, ...]
    note: str | None = None


class Border(Value):
    """A disputed border of the outline file that is drawn as the file has it, near (x, y)."""

    name: str
    place: Point


TERRITORIES = {
    t.id: t
    for t in (
        Territory("crimea", "Crimea", ("Crimea", "Crimean peninsula")),
        Territory(
            "donbas",
            "Donbas",
            ("Donbas", "Donetsk", "Luhansk"),
            "In the Donbas the line of 2015 to 2022 is drawn, not the front of today.",
        ),
        Territory("abkhazia", "Abkhazia", ("Abkhazia",)),
        Territory("south-ossetia", "South Ossetia", ("South Ossetia",)),
        Territory("transnistria", "Transnistria", ("Transnistria",)),
        Territory("kosovo", "Kosovo", ("Kosovo",)),
        Territory("northern-cyprus", "Northern Cyprus", ("Northern Cyprus",)),
        Territory("western-sahara", "Western Sahara", ("Western Sahara",)),
        Territory("somaliland", "Somaliland", ("Somaliland",)),
    )
}

# Elsewhere the file's own line is drawn, because it holds no other; a note names these.
BORDERS = (
    Border("the Golan Heights", (35.8, 33.0)),
    Border("the West Bank and Gaza", (35.2, 32.0)),
    Border("Kashmir", (76.0, 34.5)),
    Border("Arunachal Pradesh", (94.5, 28.2)),
    Border("Taiwan", (121.0, 23.7)),
    Border("the southern Kuril Islands", (147.0, 44.6)),
    Border("the Falkland Islands", (-59.0, -51.7)),
)
