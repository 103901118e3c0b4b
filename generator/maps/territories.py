"""Territories that states dispute: what each is called, and what the dispute is, in neutral words."""

from __future__ import annotations

from dataclasses import dataclass

from generator.maps.geometry import Point


@dataclass(frozen=True)
class Territory:
    """A hatched piece of the map; `note` stands below it."""

    id: str
    name: str
    note: str


@dataclass(frozen=True)
class Border:
    """A disputed border of the outline file that is drawn as the file has it, near (x, y)."""

    name: str
    place: Point


TERRITORIES = {
    t.id: t
    for t in (
        Territory(
            "crimea",
            "Crimea",
            "Crimea: held by Russia since 2014 and claimed by it. Ukraine, and most states in the UN "
            "General Assembly, regard it as part of Ukraine.",
        ),
        Territory(
            "donbas",
            "Donbas",
            "Donbas: parts of Donetsk and Luhansk regions, outside the control of Ukraine’s "
            "government since 2014; the line drawn is that of 2015 to 2022. Russia recognised two "
            "“people’s republics” here in February 2022 and has claimed both regions whole, with "
            "Zaporizhzhia and Kherson, since September 2022. Ukraine, and most states in the UN "
            "General Assembly, regard all four as part of Ukraine. Where the front has run since "
            "February 2022 is not drawn.",
        ),
        Territory(
            "abkhazia",
            "Abkhazia",
            "Abkhazia: outside Georgia’s control since the 1990s. Russia and a few other states "
            "recognise it as a state; Georgia and most others regard it as part of Georgia.",
        ),
        Territory(
            "south-ossetia",
            "South Ossetia",
            "South Ossetia: outside Georgia’s control, in part since the 1990s and wholly since 2008. "
            "Russia and a few other states recognise it as a state; Georgia and most others regard "
            "it as part of Georgia.",
        ),
        Territory(
            "transnistria",
            "Transnistria",
            "Transnistria: outside Moldova’s control since 1992. No member of the UN recognises it "
            "as a state.",
        ),
        Territory(
            "kosovo",
            "Kosovo",
            "Kosovo: declared itself independent of Serbia in 2008. The United States and most "
            "states of the EU recognise it; Serbia, Russia and China, among others, do not.",
        ),
        Territory(
            "northern-cyprus",
            "Northern Cyprus",
            "Northern Cyprus: outside the control of the Republic of Cyprus since 1974. Turkey alone "
            "recognises it as a state.",
        ),
        Territory(
            "western-sahara",
            "Western Sahara",
            "Western Sahara: held for the most part by Morocco, which claims it; the Polisario Front "
            "claims it as a state. The UN lists it as a territory that does not govern itself.",
        ),
        Territory(
            "somaliland",
            "Somaliland",
            "Somaliland: declared itself independent of Somalia in 1991; hardly any state recognises "
            "it.",
        ),
    )
}

NO_SIDE = "The map takes no side: what is disputed is hatched and belongs to no neighbour."

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
