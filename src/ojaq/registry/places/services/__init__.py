"""What can be done to places: load a gazetteer, add a name, write down a naming act."""

from ojaq.registry.places.services.add_place_name import add_place_name
from ojaq.registry.places.services.load_gazetteer import GazetteerFigures, load_gazetteer, load_shipped_pack
from ojaq.registry.places.services.write_naming_act import write_naming_act

__all__ = ["GazetteerFigures", "add_place_name", "load_gazetteer", "load_shipped_pack", "write_naming_act"]
