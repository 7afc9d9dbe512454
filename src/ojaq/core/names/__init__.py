"""Names in any script: kept as written, read as sounds, compared by sound. See README.md."""

from ojaq.core.names.building import build_knowledge
from ojaq.core.names.distance import encode_sounds, similarities, similarity
from ojaq.core.names.knowledge import NameKnowledge, Token
from ojaq.core.names.likeness import name_similarities, name_similarity
from ojaq.core.names.own import with_own
from ojaq.core.names.reading import ReadName, read_name, read_words
from ojaq.core.names.skeletons import skeleton, skeleton_sibilants_as_velars, skeleton_without_velars
from ojaq.core.names.sounds import ALPHABET, LONGEST_SOUND

__all__ = [
    "ALPHABET",
    "LONGEST_SOUND",
    "NameKnowledge",
    "ReadName",
    "Token",
    "build_knowledge",
    "encode_sounds",
    "name_similarities",
    "name_similarity",
    "read_name",
    "read_words",
    "similarities",
    "similarity",
    "skeleton",
    "skeleton_sibilants_as_velars",
    "skeleton_without_velars",
    "with_own",
]
