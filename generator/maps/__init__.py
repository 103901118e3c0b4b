"""Maps and charts as SVG that is drawn while the site is built.

`locator` is the map of a page's places; `enlargement_chart` and `enlargement_maps` show how an
organisation grew. Each gives a `Drawing`: the SVG, and the words to print with it.
"""

from generator.maps.enlargement import enlargement_chart, enlargement_maps
from generator.maps.locator import locator, locators
from generator.maps.pins import Pin
from generator.maps.svg import Drawing

__all__ = ["Drawing", "Pin", "enlargement_chart", "enlargement_maps", "locator", "locators"]
