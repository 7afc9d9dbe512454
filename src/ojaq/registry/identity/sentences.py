"""Reasons in words: one plain sentence for each code of core.matching.reasons. The same everywhere a reason is shown.

A sentence speaks of these two people: what was compared and what was found. Parents are named where both are known;
other relatives are not, because a masked card names parents only.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext, gettext_lazy

SENTENCES = {
    "given.agrees": gettext_lazy("Their given names sound the same."),
    "given.resembles": gettext_lazy("Their given names sound alike."),
    "given.differs": gettext_lazy("Their given names differ."),
    "given.other_agrees": gettext_lazy("One of several given names is the same."),
    "given.swapped": gettext_lazy("Given and family name stand in each other's place."),
    "given.rare": gettext_lazy("A rare given name here, so it says much."),
    "given.common": gettext_lazy("A common given name here, so it says little."),
    "second_given.agrees": gettext_lazy("A second given name is the same too."),
    "second_given.resembles": gettext_lazy("A second given name sounds alike."),
    "second_given.differs": gettext_lazy("A second given name differs."),
    "second_given.one_only": gettext_lazy("A second given name was told only once."),
    "family.agrees": gettext_lazy("Their family names sound the same."),
    "family.resembles": gettext_lazy("Their family names sound alike."),
    "family.differs": gettext_lazy("Their family names differ."),
    "family.of_kin": gettext_lazy("The family name of one is borne by kin of the other."),
    "family.differs_from_kin": gettext_lazy("The family name is not that of the other's kin."),
    "family.rare": gettext_lazy("A rare family name here, so it says much."),
    "family.common": gettext_lazy("A common family name here, so it says little."),
    "father_name.agrees": gettext_lazy("The father's name sounds the same."),
    "father_name.resembles": gettext_lazy("The father's name sounds alike."),
    "father_name.differs": gettext_lazy("The father's name differs."),
    "father_name.rare": gettext_lazy("A rare name of the father here, so it says much."),
    "father_name.common": gettext_lazy("A common name of the father here, so it says little."),
    "year.agrees": gettext_lazy("The years of birth agree."),
    "year.near": gettext_lazy("The years of birth are close."),
    "year.far": gettext_lazy("The years of birth lie far apart."),
    "year.fits": gettext_lazy("The age fits what is told of the family."),
    "year.possible": gettext_lazy("The age is possible by what is told of the family."),
    "year.unlikely": gettext_lazy("The age hardly fits what is told of the family."),
    "place.same": gettext_lazy("The same home village, of all that bear its name."),
    "place.agrees": gettext_lazy("The home villages are written the same."),
    "place.resembles": gettext_lazy("The home villages sound alike."),
    "place.differs": gettext_lazy("Another home village."),
    "numeral.agrees": gettext_lazy("The mark that tells namesakes apart is the same."),
    "numeral.differs": gettext_lazy("The mark that tells namesakes apart differs."),
    "day.agrees": gettext_lazy("The day of birth is the same."),
    "day.near": gettext_lazy("The day of birth is nearly the same."),
    "day.differs": gettext_lazy("The day of birth differs."),
    "died.agrees": gettext_lazy("The years of death agree."),
    "died.near": gettext_lazy("The years of death are close."),
    "died.far": gettext_lazy("The years of death lie far apart."),
    "father.agrees": gettext_lazy("Their fathers are the same man."),
    "father.differs": gettext_lazy("Their fathers are two men."),
    "mother.agrees": gettext_lazy("Their mothers are the same woman."),
    "mother.differs": gettext_lazy("Their mothers are two women."),
    "spouse.agrees": gettext_lazy("Husband or wife is the same person."),
    "spouse.differs": gettext_lazy("Husband or wife is another person."),
    "sibling.agrees": gettext_lazy("A brother or sister is the same person."),
    "sibling.differs": gettext_lazy("A brother or sister is another person."),
    "child.agrees": gettext_lazy("A child is the same person."),
    "child.differs": gettext_lazy("A child is another person."),
    "guardian.agrees": gettext_lazy("Whoever brought them up is the same person."),
    "guardian.differs": gettext_lazy("Whoever brought them up is another person."),
    "code.agrees": gettext_lazy("A number told of both is the same."),
    "code.near": gettext_lazy("A number told of both is nearly the same."),
    "code.differs": gettext_lazy("A number told of both differs."),
    "category.agrees": gettext_lazy("A detail told of both is the same."),
    "category.differs": gettext_lazy("A detail told of both differs."),
    "superseded": gettext_lazy("The same testimony, told again by the same registrant."),
}

NAMED = {
    "father.agrees": gettext_lazy("The father: %(left)s and %(right)s are one man."),
    "father.differs": gettext_lazy("The father: %(left)s and %(right)s are two men."),
    "mother.agrees": gettext_lazy("The mother: %(left)s and %(right)s are one woman."),
    "mother.differs": gettext_lazy("The mother: %(left)s and %(right)s are two women."),
}
_COMMON = {
    "given.rare": "given.common",
    "family.rare": "family.common",
    "father_name.rare": "father_name.common",
}


def sentence(code: str, millibits: int, names: Mapping[str, str] | None = None) -> str:
    """The sentence of a reason in the reader's language. names: `left` and `right`, the relatives as they were written.

    A code that has no sentence is said in general words rather than not at all.
    """
    if millibits < 0:
        code = _COMMON.get(code, code)
    if names and names.get("left") and names.get("right") and code in NAMED:
        return str(NAMED[code]) % dict(names)
    if code in SENTENCES:
        return str(SENTENCES[code])
    return gettext("Something else was compared.")
