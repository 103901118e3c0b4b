"""How outlines.json is made from Natural Earth's countries, as packed by npm's `world-atlas`.

Nothing imports this while a site is built. To make the file anew (version 2.0.2 was used):

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -c "import json, pathlib as p; from generator.maps.vendor_outlines import outlines_json; \
      p.Path('generator/maps/outlines.json').write_text(outlines_json( \
        json.loads(p.Path('package/countries-50m.json').read_text())), encoding='utf-8')"

What it changes: lines are simplified to one or three kilometres; the smallest islands and Antarctica are
left out; the ring of Crimea, which the file has among Russia's, becomes a territory of its own, and
so do Kosovo, Northern Cyprus, Somaliland and Western Sahara; names are those that this site writes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from generator.maps.geometry import Box, Point, Ring, area, simplified

UNITS_PER_DEGREE = 100
NEAR = Box(-12, 35, 48, 66)  # Europe, where most of the site's places are
TOLERANCE_NEAR, TOLERANCE_FAR = 0.012, 0.03
SMALLEST_ISLAND = 0.004  # square degrees
LEFT_OUT = {"Antarctica"}
TERRITORIES = {
    "Kosovo": "kosovo",
    "N. Cyprus": "northern-cyprus",
    "Somaliland": "somaliland",
    "W. Sahara": "western-sahara",
}
CRIMEA_INSIDE = (34.2, 45.2)
NAMES = {
    "Bosnia and Herz.": "Bosnia and Herzegovina",
    "Central African Rep.": "Central African Republic",
    "Dem. Rep. Congo": "DR Congo",
    "Dominican Rep.": "Dominican Republic",
    "Eq. Guinea": "Equatorial Guinea",
    "Faeroe Is.": "Faroe Islands",
    "Macedonia": "North Macedonia",
    "S. Sudan": "South Sudan",
    "Solomon Is.": "Solomon Islands",
    "United States of America": "United States",
    "eSwatini": "Eswatini",
}


def outlines_json(topology: dict[str, Any]) -> str:
    """The text of outlines.json for a TopoJSON file of `world-atlas`.

    Shape: {"arcs": [[x, y, dx, dy …] in hundredths of a degree], "land": [ring …], "borders":
    [arc …], "countries": {name: [ring …]}, "territories": {id: [ring …]}}; a ring is a list of
    arcs, -1 - n for arc n backwards, as in TopoJSON.
    Errors: KeyError where the file is of another form; ValueError without a ring for Crimea.
    """
    arcs = [_degrees(arc, topology["transform"]) for arc in topology["arcs"]]
    countries: dict[str, list[list[int]]] = {}
    territories: dict[str, list[list[int]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        rings = _rings(geometry)
        if name in TERRITORIES:
            territories[TERRITORIES[name]] = rings
        elif name not in LEFT_OUT:
            countries[NAMES.get(name, name)] = rings
    crimea = next((r for r in countries["Russia"] if _holds(_points(r, arcs), CRIMEA_INSIDE)), None)
    if crimea is None:
        raise ValueError("the file has no ring for Crimea among Russia's")
    countries["Russia"].remove(crimea)
    territories["crimea"] = [crimea]

    owners: dict[int, set[str]] = defaultdict(set)
    for name, rings in countries.items():
        for ring in rings:
            for arc in ring:
                owners[arc if arc >= 0 else ~arc].add(name)
    land = [r for g in topology["objects"]["land"]["geometries"] for r in _rings(g)]
    land = [r for r in land if _is_kept(_points(r, arcs))]
    countries = {
        name: kept
        for name, rings in countries.items()
        if (kept := [r for r in rings if _is_kept(_points(r, arcs))])
    }
    borders = [arc for arc, names in sorted(owners.items()) if len(names) > 1]
    return _packed(arcs, land, borders, countries, territories)


def _packed(
    arcs: list[Ring],
    land: list[list[int]],
    borders: list[int],
    countries: dict[str, list[list[int]]],
    territories: dict[str, list[list[int]]],
) -> str:
    rings = [*land, *(r for g in (countries, territories) for rs in g.values() for r in rs)]
    used = sorted({arc if arc >= 0 else ~arc for ring in [*rings, borders] for arc in ring})
    number = {arc: index for index, arc in enumerate(used)}

    def renumbered(ring: list[int]) -> list[int]:
        return [number[arc] if arc >= 0 else ~number[~arc] for arc in ring]

    return json.dumps(
        {
            "arcs": [_deltas(simplified(arcs[arc], _tolerance(arcs[arc]))) for arc in used],
            "land": [renumbered(ring) for ring in land],
            "borders": renumbered(borders),
            "countries": {n: [renumbered(r) for r in rs] for n, rs in sorted(countries.items())},
            "territories": {
                n: [renumbered(r) for r in rs] for n, rs in sorted(territories.items())
            },
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).replace("],[", "],\n[")


def _tolerance(arc: Ring) -> float:
    return TOLERANCE_NEAR if NEAR.holds(arc[len(arc) // 2]) else TOLERANCE_FAR


def _degrees(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    (kx, ky), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * kx + tx, y * ky + ty))
    return points


def _deltas(points: Ring) -> list[int]:
    values: list[int] = []
    last_x = last_y = 0
    for x, y in points:
        here_x, here_y = round(x * UNITS_PER_DEGREE), round(y * UNITS_PER_DEGREE)
        if not values or (here_x, here_y) != (last_x, last_y):
            values += (here_x - last_x, here_y - last_y)
        last_x, last_y = here_x, here_y
    return values


def _rings(geometry: dict[str, Any]) -> list[list[int]]:
    if geometry["type"] == "GeometryCollection":
        return [r for inner in geometry["geometries"] for r in _rings(inner)]
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [ring for polygon in polygons for ring in polygon]


def _points(ring: list[int], arcs: list[Ring]) -> Ring:
    points: Ring = []
    for arc in ring:
        part = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        points += part[1:] if points else part
    return points


def _is_kept(points: Ring) -> bool:
    is_antarctica = max(y for _, y in points) < -60
    return abs(area(points)) >= SMALLEST_ISLAND and not is_antarctica


def _holds(points: Ring, point: Point) -> bool:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    is_near = max(xs) - min(xs) < 10
    return is_near and min(xs) < point[0] < max(xs) and min(ys) < point[1] < max(ys)
