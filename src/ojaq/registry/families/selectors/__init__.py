"""Reading families: the page of a person, the people of a village, kinship between two."""

from ojaq.registry.families.selectors.heirs import HeirsShown, heirs_of
from ojaq.registry.families.selectors.impossible import impossible_in_register
from ojaq.registry.families.selectors.person import person_page
from ojaq.registry.families.selectors.relation import RelationShown, relation_between
from ojaq.registry.families.selectors.village import village_generation, village_people

__all__ = [
    "HeirsShown",
    "RelationShown",
    "heirs_of",
    "impossible_in_register",
    "person_page",
    "relation_between",
    "village_generation",
    "village_people",
]
