"""The counter's few look-ups as ready SQL: composing them anew for each question costs more than answering them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.db import connection

_TOLD = """
    SELECT m.id, b.person_id, m.registration_id, m.registrant, m.given, m.patronymic, m.family, m.birth_family, m.as_written,
           CASE WHEN m.name_language = '' THEN r.language ELSE m.name_language END, m.sex, m.born_from, m.born_to, m.died_to,
           m.origin, m.origin_place_id
    FROM mention m JOIN registration r ON r.id = m.registration_id {join} belonging b ON b.mention_id = m.id
    WHERE {where} ORDER BY m.id"""

TOLD_OF_PERSONS = _TOLD.format(join="JOIN", where="b.person_id IN ({ids}) AND r.state = 'current'")
TOLD_OF_MENTIONS = _TOLD.format(join="LEFT JOIN", where="m.id IN ({ids})")
# A block above 400 says too little to be read: its members share rarer keys with whoever they are.
BLOCKS = "SELECT size, mentions FROM match_key WHERE id IN ({ids}) AND size <= 400"
PERSONS = "SELECT mention_id, person_id FROM belonging WHERE mention_id IN ({ids})"
MEMBERS = """
    SELECT b.person_id, m.registration_id FROM belonging b JOIN mention m ON m.id = b.mention_id
    WHERE b.person_id IN ({ids}) ORDER BY b.mention_id"""
CODES = """
    SELECT c.code, b.person_id FROM mention m JOIN coded_mention c ON c.mention_id = m.id
    LEFT JOIN belonging b ON b.mention_id = m.id WHERE m.registration_id IN ({ids}) ORDER BY m.id"""
CODED = "SELECT code FROM coded_mention WHERE mention_id IN ({ids}) ORDER BY mention_id"
CURRENT_MENTIONS = """
    SELECT m.id FROM mention m JOIN registration r ON r.id = m.registration_id
    WHERE m.registration_id IN ({ids}) AND r.state = 'current'"""
TOLD_TOGETHER = """
    SELECT id FROM mention WHERE registration_id IN (SELECT registration_id FROM mention WHERE id IN ({ids}))"""
BIRTH_PARENTS = """
    SELECT b_id, a_id FROM tie WHERE kind = 'parent' AND nature IN ('', 'birth', 'not_stated') AND b_id IN ({ids})
    ORDER BY id"""
PROTECTED = """
    SELECT b.person_id FROM protection p JOIN belonging b ON b.mention_id = p.mention_id
    WHERE p.lifted_at IS NULL AND b.person_id IN ({ids})"""

PLACES = "SELECT id, gazetteer_id FROM place WHERE id IN ({ids})"
# What the memory of a process is compared with: the newest token, the weights and the own table of names in use.
STAMPS = """
    SELECT (SELECT number FROM name_token ORDER BY number DESC LIMIT 1),
           (SELECT sound FROM name_token ORDER BY number DESC LIMIT 1),
           (SELECT version FROM matching_weights WHERE in_use),
           (SELECT id FROM own_names WHERE in_use)"""


def stamps() -> tuple[tuple[int, str] | None, str | None, int | None]:
    """The number and sound of the newest token, the version of the weights in use, and the row of the community's own table of
    names; None where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(STAMPS)
        number, sound, version, own = cursor.fetchone()
    return (None if number is None else (number, sound)), version, own


def rows(statement: str, ids: Iterable[int]) -> list[tuple[Any, ...]]:
    """The rows of one of the statements above for these ids (at most ten thousand); none for no ids."""
    wanted = list(ids)
    if not wanted:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # One parameter, whatever the number of ids: the statement stays prepared.
            cursor.execute(statement.format(ids="SELECT value FROM json_each(%s)"), [json.dumps(wanted)])
        else:
            cursor.execute(statement.format(ids="SELECT unnest(%s::bigint[])"), [wanted])
        return list(cursor.fetchall())
