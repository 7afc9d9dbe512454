"""Rehearsal: testimonies simulated with their truth, and identities scored against it. Pure: values in, values out.

Setting, setting_of      where a rehearsal is set (villages, offices, waves, names of a programme)
Speller                  how a name is written in another script; tables handed in
population_of            a GEDCOM file as the truth
line_of_a_house          one family over five generations, for heirs and shares
simulate_tree            testimonies out of a genealogy
simulate_community       testimonies of a fictional community of four generations
score, read_identities   pair precision and recall, B-cubed, persons exactly right
"""

from ojaq.core.rehearsal.line import child_of, line_of_a_house
from ojaq.core.rehearsal.people import Population
from ojaq.core.rehearsal.score import Labels, Score, read_identities, score
from ojaq.core.rehearsal.setting import Setting, setting_of, writing_of
from ojaq.core.rehearsal.showcase import showcase
from ojaq.core.rehearsal.simulate import simulate_community, simulate_tree
from ojaq.core.rehearsal.slips import STRESS
from ojaq.core.rehearsal.spelling import Speller, Writing
from ojaq.core.rehearsal.telling import Told
from ojaq.core.rehearsal.tree import population_of

__all__ = [
    "STRESS",
    "Labels",
    "Population",
    "Score",
    "Setting",
    "Speller",
    "Told",
    "Writing",
    "child_of",
    "line_of_a_house",
    "population_of",
    "read_identities",
    "score",
    "setting_of",
    "showcase",
    "simulate_community",
    "simulate_tree",
    "writing_of",
]
