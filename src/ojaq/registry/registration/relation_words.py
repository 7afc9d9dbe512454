"""What somebody is to the visitor, in one word."""

from __future__ import annotations

from django.utils.translation import gettext as _


def relation_word(relation: str, sex: str = "") -> str:
    """father, mother, husband, wife ... in the reader's language."""
    words = {
        "father": _("father"),
        "mother": _("mother"),
        "spouse": {"male": _("husband"), "female": _("wife")}.get(sex, _("husband or wife")),
        "son": _("son"),
        "daughter": _("daughter"),
        "brother": _("brother"),
        "sister": _("sister"),
    }
    return words.get(relation, _("relative"))
