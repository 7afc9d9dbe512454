"""Kinship: the family graph over persons, how two are related, in words, and families that cannot be as told."""

from ojaq.core.kinship.graph import FamilyGraph, ParentLink, family_graph
from ojaq.core.kinship.households import Dweller, Ground, Household, Member, Wed, households
from ojaq.core.kinship.impossible import Fault, Impossible, impossible_families, rings
from ojaq.core.kinship.relations import Relation, Step, common_ancestors, relation
from ojaq.core.kinship.standing import Standing, standings
from ojaq.core.kinship.words import KinWords, in_words, kin_words

__all__ = [
    "Dweller",
    "FamilyGraph",
    "Fault",
    "Ground",
    "Household",
    "Impossible",
    "KinWords",
    "Member",
    "ParentLink",
    "Relation",
    "Standing",
    "Step",
    "Wed",
    "common_ancestors",
    "family_graph",
    "households",
    "impossible_families",
    "in_words",
    "kin_words",
    "relation",
    "rings",
    "standings",
]
