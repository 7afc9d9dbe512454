"""Reading families: the page of a person, the people of a village."""

from ojaq.registry.families.selectors.person import person_page
from ojaq.registry.families.selectors.village import village_people

__all__ = ["person_page", "village_people"]
