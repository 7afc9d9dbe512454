"""Figures of a page in the reader's own signs: ۱۹۵۷ in Persian. What somebody said keeps the signs it was said in. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

FIGURES = {"fa": str.maketrans("0123456789,;", "۰۱۲۳۴۵۶۷۸۹،؛")}
"""Languages whose sentences write figures, and what stands between them, in signs of their own."""
_TAG = re.compile(r'<(/?)([a-zA-Z][\w-]*)((?:"[^"]*"|[^>"])*)>|<!--.*?-->|<![^>]*>|&#?\w+;', re.DOTALL)
_LANGUAGE = re.compile(r'\blang="([\w-]*)"')
# A number that is typed elsewhere, code and what stands in a field stay as they are.
_KEPT = frozenset({"code", "pre", "script", "style", "textarea"})
_KEPT_CLASS = re.compile(r'\bclass="(?:[^"]* )?(?:oj-number|oj-rc-number)(?: [^"]*)?"')
_LEFT_TO_RIGHT = 'dir="ltr"'
# A word in Latin letters stays whole: the code of an office, the name of a file.
_SIGN = re.compile(r"[A-Za-z][\w.-]*(?:[)'’]*[,;](?=\s[A-Za-z]))?|[0-9,;]")
_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})


def in_own_figures(page: str, reader: str) -> str:
    """`page` (HTML, or a piece of it) with the figures of each text in the signs of its language, where that has its own.

    reader: the language of what names none.
    """
    # The menu of languages names every language once; nothing more of it means nothing to do.
    if reader not in FIGURES and not any(page.count(f'lang="{code}"') > 1 for code in FIGURES):
        return page
    return "".join(_pieces(page, reader))


def _pieces(page: str, reader: str) -> Iterator[str]:
    around = [("", reader)]  # elements that are open: name, language ("-": its figures stay)
    at = 0
    for tag in _TAG.finditer(page):
        signs = FIGURES.get(around[-1][1])
        text = page[at : tag.start()]
        yield _in_signs(text, signs) if signs else text
        yield tag[0]
        at = tag.end()
        name = (tag[2] or "").lower()
        if tag[1]:
            if name == around[-1][0]:
                around.pop()
        elif name and name not in _VOID and not tag[3].endswith("/"):
            around.append((name, _language(name, tag[3], around[-1][1])))
    yield page[at:]


def _in_signs(text: str, signs: dict[int, int]) -> str:
    return _SIGN.sub(lambda found: found[0] if found[0][0].isalpha() else found[0].translate(signs), text)


def _language(name: str, attributes: str, outside: str) -> str:
    if outside == "-" or name in _KEPT or _KEPT_CLASS.search(attributes) or _LEFT_TO_RIGHT in attributes:
        return "-"
    said = _LANGUAGE.search(attributes)
    return said[1][:2] if said else outside
