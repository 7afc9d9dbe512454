"""The steps of the family form: a relative added, shown, taken out; names kept with their years, families carried. Pure but for
the knowledge of names, which ships."""

from __future__ import annotations

from ojaq.registry.desk.form import (
    Form,
    person,
    spouses_of,
    with_relative,
    without,
)
from ojaq.registry.desk.names_said import fitting, hear_name, split_years
from ojaq.registry.identity.services.engine import knowledge

__all__ = ["changed"]
MOST_LEAVINGS = 8


def changed(form: Form, act: str, *, of: str) -> Form:
    """The form after one step. `act` is add:<relation>, show:<ref>, drop:<ref>, next, leaving, loss, same:<number> or nothing;
    `of` is the ref a new relative is tied to. What is no step changes nothing."""
    step, _, what = act.partition(":")
    if not step:
        return form
    form = _settled(form)
    if step == "add":
        return _added(form, what, of or form["people"][0]["ref"])
    if step == "drop":
        return without(form, what)
    if step == "show" and any(each["ref"] == what for each in form["people"]):
        return {**form, "now": what}
    if step == "same" and (what.isdigit() or not what):
        return _with(form, form["now"], {"same_as": what})
    name = {"leaving": "leavings", "loss": "losses"}.get(step, "")
    if name and len(form[name]) < MOST_LEAVINGS:
        return {**form, name: [*form[name], {}]}
    return form


def _settled(form: Form) -> Form:
    """Years that were typed with a name go to their fields; sex follows the name where nothing else says it."""
    now = person(form, form["now"])
    line, born, died = (
        split_years(now.get("name", "")) if not now.get("born") else (now.get("name", ""), "", "")
    )
    heard = hear_name(line, form["language"], knowledge())
    new = {"name": line}
    if born:
        new["born"] = born
    if died:
        new |= {"died": now.get("died") or died, "today": "died"}
    if heard.sex and not now.get("sex"):
        new["sex"] = heard.sex
    return _with(form, now["ref"], new)


def _with(form: Form, ref: str, new: dict[str, str]) -> Form:
    people = [{**each, **new} if each["ref"] == ref else each for each in form["people"]]
    return {**form, "people": people}


def _added(form: Form, relation: str, of: str) -> Form:
    beside = person(form, of)
    known = knowledge()
    name = ""
    if relation == "father":
        name = hear_name(beside.get("name", ""), form["language"], known).father
    return with_relative(form, relation, of, name=name, carried_family=_carried(form, relation, of))


def _carried(form: Form, relation: str, of: str) -> str:
    """The family name a relative most likely bears: offered in a dashed chip, and overtyped by whatever is said."""
    beside = person(form, of)
    if relation in ("father", "brother", "sister"):
        family = beside.get("birth_family") or _family(form, of)
        if relation == "sister" and beside.get("sex") == "female" and not beside.get("birth_family"):
            return family
    elif relation in ("son", "daughter"):
        fathers = [each for each in (of, *spouses_of(form, of)) if person(form, each).get("sex") == "male"]
        family = _family(form, fathers[0]) if fathers else _family(form, of)
    else:
        return ""
    sex = {"sister": "female", "daughter": "female"}.get(relation, "male")
    return fitting(family, sex, knowledge())


def _family(form: Form, ref: str) -> str:
    typed = person(form, ref)
    heard = hear_name(typed.get("name", ""), form["language"], knowledge())
    return str(typed.get("family") or heard.family or typed.get("carried_family", ""))
