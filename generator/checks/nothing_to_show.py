"""A page is to show a map or a chart, and the record that it would be drawn from has nothing to draw.

Why: The drawing is left out without a word, and its editor believes that readers see it.

Before:

    # content/places/old-pier.yml
    name: The old pier
    latitude: 51.5

After:

    # content/places/old-pier.yml
    name: The old pier
    latitude: 51.5
    longitude: 3.6
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.ground import Finding, Ground, record_finding
from generator.model import Place, Topic

SEVERITY = Severity.WARNING


def subjects(ground: Ground) -> Iterator[Place | Topic]:
    """Every place with a part of its coordinates, every explainer that asks for a map or a chart."""
    places = ground.graph.places.values()
    yield from (p for p in places if p.latitude is not None or p.longitude is not None)
    yield from (t for t in ground.graph.topics.values() if t.map or t.growth_of)


def look(ground: Ground, subject: Place | Topic) -> Iterator[Finding]:
    if isinstance(subject, Place):
        for key, other in (("latitude", "longitude"), ("longitude", "latitude")):
            if getattr(subject, key) is None:
                message = f"a place with a {other} needs a {key} to stand on a map"
                help = f"add {key}: in degrees, such as {key}: 44.6"
                yield record_finding(ground, subject, (other,), message, help)
        return
    for number, id in enumerate(subject.map):
        if ground.graph.places[id].point is None:
            help = f'add latitude: and longitude: to "{id}", or take it out of the list'
            message = f'"{id}" has no coordinates, so the map leaves it out'
            yield record_finding(ground, subject, ("map", number), message, help)
    if subject.growth_of and not ground.graph.actors[subject.growth_of].members:
        help = f'add members: to "{subject.growth_of}", or remove the key'
        message = f'"{subject.growth_of}" names no members, so there is no chart of its growth'
        yield record_finding(ground, subject, ("growth_of",), message, help)
