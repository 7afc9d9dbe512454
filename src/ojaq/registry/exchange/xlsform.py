"""The intake form for ODK and Kobo as rows of an XLSForm, in every language there is a catalogue for. Pure but for catalogues.

Names of questions are one in the whole form, so that an answer is known by its name whatever groups a server writes before it.
What stands here is read back by `submissions.py`: a name changed here is changed there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from ojaq.registry.registration import codes
from ojaq.registry.registration.consent_words import FIRST, SENTENCES, VERSION_OF_WORDS
from ojaq.registry.registration.relation_words import relation_word
from ojaq.registry.registration.waves import Wave

Languages = Sequence[tuple[str, str]]
FORM_ID = "ojaq_registration_1"
RELATIONS = ("father", "mother", "spouse", "son", "daughter", "brother", "sister", "other")
SIDES = ("father", "mother", "spouse")
"""Whose relative somebody can be, beside the visitor's own: so a grandfather is the father of the father."""

REPEATS = ("relatives", "leavings", "losses")
_LONGEST = 200
_TRANSLATED = ("label", "hint", "constraint_message", "required_message")
_PLAIN = ("type", "name", "required", "relevant", "constraint", "calculation", "appearance")


@dataclass(frozen=True, slots=True)
class Question:
    """One row of the survey, its texts in one language."""

    type: str
    name: str
    label: str = ""
    hint: str = ""
    relevant: str = ""
    required: str = ""
    required_message: str = ""
    constraint: str = ""
    constraint_message: str = ""
    calculation: str = ""
    appearance: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One row of the choices, its text in one language."""

    list_name: str
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Sheets:
    """The three sheets, each a header and rows of text."""

    survey: Sequence[Sequence[str]]
    choices: Sequence[Sequence[str]]
    settings: Sequence[Sequence[str]]

    @property
    def questions(self) -> int:
        """How many rows of the survey are asked or reckoned."""
        return sum(not row[0].startswith(("begin", "end")) for row in self.survey[1:])


def sheets(*, languages: Languages, waves: Sequence[Wave], office: str = "", stamp: bool = False) -> Sheets:
    """The form in these languages, as (code, own name). `office`: the code its testimonies are filed under, "" to say so at
    the import; `stamp`: a demonstration."""
    surveys, choices, titles = [], [], []
    for code, _name in languages:
        with override(code):
            surveys.append(_survey(office=office, waves=bool(waves), stamp=stamp))
            choices.append(_choices(languages, waves))
            titles.append(_("Registration of a family"))
    columns = [f"{name} ({code})" for code, name in languages]
    survey = [_header(_PLAIN, _TRANSLATED, columns), *(_row(each) for each in zip(*surveys, strict=True))]
    listed = [
        ["list_name", "name", *(f"label::{column}" for column in columns)],
        *(
            [each[0].list_name, each[0].name, *(one.label for one in each)]
            for each in zip(*choices, strict=True)
        ),
    ]
    digest = hashlib.sha256(json.dumps([survey, listed]).encode()).hexdigest()[:12]
    title = f"{_('FICTIONAL')}: {titles[0]}" if stamp else titles[0]
    told = [
        ["form_title", "form_id", "version", "default_language"],
        [title, FORM_ID, f"1-{digest}", columns[0]],
    ]
    return Sheets(survey, listed, told)


def _header(plain: Sequence[str], translated: Sequence[str], columns: Sequence[str]) -> list[str]:
    return [*plain, *(f"{name}::{column}" for name in translated for column in columns)]


def _row(languages: Sequence[Question]) -> list[str]:
    """One question: what is the same in all languages, then its texts."""
    texts = [getattr(each, name) for name in _TRANSLATED for each in languages]
    return [*(getattr(languages[0], name) for name in _PLAIN), *texts]


def _survey(*, office: str, waves: bool, stamp: bool) -> list[Question]:
    agreed = "${consent_register} = 'yes'"
    return [
        *([Question("note", "stamp", _("A demonstration in rehearsal. Nobody on this page exists."))] if stamp else []),
        Question("today", "recorded_on"),
        Question("calculate", "words_version", calculation=f"'{VERSION_OF_WORDS}'"),
        *([Question("calculate", "office", calculation=f"'{office}'")] if office else []),
        Question("select_one languages", "language", _("Language of the visitor"), required="yes"),
        Question("begin_group", "consent", _("Read aloud, one at a time")),
        *_consents(agreed),
        Question("end_group", "consent"),
        Question("begin_group", "told", relevant=agreed),
        Question("begin_group", "visitor", _("the visitor")),
        *_person("", named=True),
        *_paper(),
        Question("end_group", "visitor"),
        *_relatives(),
        *_leavings(waves=waves),
        *_losses(),
        *_rest(),
        Question("end_group", "told"),
        *(Question("calculate", f"{each}_told", calculation=f"count(${{{each}}})") for each in REPEATS),
    ]  # fmt: skip


def _consents(agreed: str) -> list[Question]:
    asked = []
    for purpose in (*FIRST, *(each for each in SENTENCES if each not in FIRST)):
        first = purpose == "register"
        asked.append(
            Question(
                "select_one yes_no",
                f"consent_{purpose}",
                str(SENTENCES[purpose]),
                hint=_("If the answer is no, nothing more is asked and nothing is kept.") if first else "",
                relevant="" if first else agreed,
                required="yes" if first else "",
            )
        )
    return asked


def _person(prefix: str, *, named: bool) -> list[Question]:
    """Name, birth and home of one human being; the names of the questions begin with `prefix`."""
    return [
        Question(
            "text", f"{prefix}name", _("Name, as said"), required="yes" if named else "",
            required_message=_("One name is enough.") if named else "", constraint=f"string-length(.) <= {_LONGEST}",
            constraint_message=_("The name is longer than 200 letters. Was something else pasted?"),
        ),
        Question("text", f"{prefix}given", _("Given name")),
        Question("text", f"{prefix}patronymic", _("Father’s name, as part of the name")),
        Question("text", f"{prefix}family", _("Family name")),
        Question("text", f"{prefix}birth_family", _("Family name before marriage")),
        Question("text", f"{prefix}other_script", _("The name in another script")),
        Question("select_one sexes", f"{prefix}sex", _("Sex")),
        Question("text", f"{prefix}born", _("Born"), hint=_("As said: a day, a year, “about 1950”, “63 years old”.")),
        Question("text", f"{prefix}origin", _("Home before displacement")),
        Question("text", f"{prefix}lives_in", _("Lives in")),
    ]  # fmt: skip


def _paper() -> list[Question]:
    seen = "${paper_kind} != ''"
    return [
        Question("select_one papers", "paper_kind", _("Paper")),
        Question("text", "paper_number", _("Number of the paper"), relevant=seen),
        Question("select_one yes_no", "paper_seen", _("I saw this paper"), relevant=seen),
    ]


def _relatives() -> list[Question]:
    is_child = "${r_relation} = 'son' or ${r_relation} = 'daughter'"
    is_tied = f"{is_child} or ${{r_relation}} = 'father' or ${{r_relation}} = 'mother'"
    return [
        Question("begin_repeat", "relatives", _("Relatives")),
        Question("select_one relations", "r_relation", _("Who is it?"), required="yes"),
        Question("select_one sides", "r_of", _("Whose relative?"), hint=_("A grandfather is the father of the father.")),
        Question("select_one natures", "r_nature", _("Parent and child"), relevant=is_tied),
        Question(
            "select_one yes_no", "r_both", _("Is the husband or wife of that person the other parent?"), relevant=is_child
        ),
        *_person("r_", named=False),
        Question("select_one todays", "r_today", _("Today")),
        Question("text", "r_died", _("Died"), relevant="${r_today} = 'died'"),
        Question("text", "r_missing", _("Missing since"), relevant="${r_today} = 'missing'"),
        Question("end_repeat", "relatives"),
    ]  # fmt: skip


def _leavings(*, waves: bool) -> list[Question]:
    return [
        Question("begin_repeat", "leavings", _("The leaving")),
        Question("text", "left_when", _("When, as said")),
        *([Question("select_one waves", "left_wave", _("Wave"))] if waves else []),
        Question("text", "left_from", _("From")),
        Question("text", "left_to", _("To which place")),
        Question("select_one leavers", "left_who", _("Who left?")),
        Question("end_repeat", "leavings"),
    ]


def _losses() -> list[Question]:
    return [
        Question("begin_repeat", "losses", _("House and land")),
        Question("text", "lost_described", _("What was lost, in their words"), appearance="multiline"),
        Question("select_one loss_kinds", "lost_kind", _("Kind")),
        Question("select_one sides", "lost_holder", _("Whose")),
        Question("select_one tenures", "lost_tenure", _("Held as")),
        Question("end_repeat", "losses"),
    ]


def _rest() -> list[Question]:
    return [
        Question("select_one wishes", "wish", _("Wish to return")),
        Question("select_one destinations", "destination", _("Where to"), relevant="${wish} != ''"),
        Question(
            "select_multiple conditions", "conditions", _("Under which conditions"), relevant="${wish} != ''"
        ),
        Question("text", "phone", _("Whom to call"), appearance="numbers"),
        Question("text", "statement", _("In their own words"), appearance="multiline"),
    ]


def _choices(languages: Languages, waves: Sequence[Wave]) -> list[Choice]:
    visitor = ("visitor", _("the visitor"))
    lists: dict[str, Sequence[tuple[str, str]]] = {
        "yes_no": (("yes", _("Yes")), ("no", _("No"))),
        "languages": languages,
        "sexes": (("female", _("woman")), ("male", _("man"))),
        "todays": (("living", _("Living")), ("died", _("Died")), ("missing", _("Missing"))),
        "relations": tuple((each, relation_word(each)) for each in RELATIONS),
        "sides": (visitor, *((each, relation_word(each)) for each in SIDES)),
        "natures": (
            ("birth", _("by birth")), ("adoptive", _("adopted")), ("step", _("step")), ("foster", _("foster")),
        ),
        "leavers": (("all", _("Everybody told of here")), visitor),
        "papers": tuple(each for each in codes.paper_kinds() if each[0]),
        "waves": tuple((each.id, each.years) for each in waves),
        "loss_kinds": codes.loss_kinds(), "tenures": codes.tenures(), "wishes": codes.wishes(),
        "destinations": codes.destinations(), "conditions": codes.conditions(),
    }  # fmt: skip
    return [Choice(name, code, str(label)) for name, each in lists.items() for code, label in each]
