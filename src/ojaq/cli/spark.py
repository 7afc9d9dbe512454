"""`--engine spark`: pairs are compared on the workers of a cluster, everything else here. The same loops, so the same outcome.

What travels is codes: numbers of sounds, years and places, never a name. It travels and is spilled encrypted.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from ojaq.core.matching.comparing import Compared, compare
from ojaq.errors import Refused

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ojaq.core.matching.comparing import Comparer
    from ojaq.core.matching.nearness import Nearness
    from ojaq.core.matching.portraits import Portraits

AT_ONCE = 50_000
"""Pairs that are sent to a worker together; so few that it compares them with one thread."""
CLUSTER = "OJAQ_SPARK"
"""The address of the cluster, as Spark writes it; without it the cores of this machine are its workers."""


class EngineMissing(Refused):
    """Spark was asked for where it is not."""

    code = "engine-missing"
    sentence = (
        "Spark cannot be used here: %(missing)s. The local engine needs neither and finds the same persons."
    )


@contextmanager
def workers() -> Iterator[Comparer]:
    """What compares pairs on the workers of a cluster, for as long as it is held. Raises EngineMissing."""
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        raise EngineMissing(missing="there is no Java on this machine")
    try:
        from pyspark.sql import SparkSession
    except ImportError as fault:
        raise EngineMissing(missing="the extra ojaq[spark] is not installed") from fault
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("ojaq").master(os.environ.get(CLUSTER, "local[*]"))
    for name, value in _settings().items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield Workers(session.sparkContext).compare
    finally:
        session.stop()


def _settings() -> dict[str, str]:
    return {
        "spark.ui.enabled": "false",
        "spark.authenticate": "true",
        "spark.authenticate.secret": secrets.token_hex(32),
        "spark.network.crypto.enabled": "true",
        "spark.io.encryption.enabled": "true",
        "spark.driver.host": os.environ.get("SPARK_LOCAL_IP", "127.0.0.1"),
        "spark.driver.bindAddress": os.environ.get("SPARK_LOCAL_IP", "127.0.0.1"),
        "spark.driver.maxResultSize": "0",
    }


class Workers:
    """One cluster. Portraits are sent to it once, and stay there until others come."""

    def __init__(self, context: Any) -> None:
        self.context = context
        self._sent: tuple[Portraits, Any] | None = None

    def compare(
        self, portraits: Portraits, pairs: NDArray[np.int64], nearness: Nearness, rarity: NDArray[np.int32]
    ) -> Compared:
        """As `core.matching.comparing.compare`."""
        known = self._known(portraits, nearness, rarity)
        chunks = [pairs[at : at + AT_ONCE].tobytes() for at in range(0, len(pairs), AT_ONCE)]
        if not chunks:
            return compare(portraits, pairs, nearness, rarity)
        spread = self.context.parallelize(chunks, len(chunks))
        found = spread.mapPartitions(lambda some: _compared(known.value, some)).collect()
        levels = np.frombuffer(bytearray().join(one for one, _ in found), np.uint8).reshape(len(pairs), -1)
        rare = np.frombuffer(bytearray().join(other for _, other in found), np.int32).reshape(len(pairs), 3)
        return Compared(levels, rare)

    def _known(self, portraits: Portraits, nearness: Nearness, rarity: NDArray[np.int32]) -> Any:
        if self._sent is None or self._sent[0] is not portraits:
            if self._sent is not None:
                self._sent[1].destroy()
            self._sent = portraits, self.context.broadcast((portraits, nearness, rarity))
        return self._sent[1]


def _compared(known: tuple[Any, ...], chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """On a worker: levels and rarities of chunks of pairs, as bytes."""
    portraits, nearness, rarity = known
    for chunk in chunks:
        compared = compare(portraits, np.frombuffer(bytearray(chunk), np.int64), nearness, rarity)
        yield compared.levels.tobytes(), compared.rare.tobytes()
