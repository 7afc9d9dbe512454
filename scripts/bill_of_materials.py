"""Write what a registry runs on as CycloneDX 1.6 JSON: every package of requirements/runtime.lock with version and hashes.

python scripts/bill_of_materials.py FILE
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parent.parent
PINNED = re.compile(
    r"^([A-Za-z0-9._-]+)==([^ ;\\]+)((?:[^\n]*\\\n\s+--hash=sha256:[0-9a-f]{64})+)", re.MULTILINE
)


def components(lock: str) -> list[Component]:
    """One for each pinned package of a lock file."""
    return [
        Component(
            name=name,
            version=version,
            type=ComponentType.LIBRARY,
            purl=PackageURL("pypi", None, name, version),
            bom_ref=f"{name}=={version}",
            hashes=[
                HashType(alg=HashAlgorithm.SHA_256, content=digest)
                for digest in re.findall(r"sha256:([0-9a-f]{64})", hashes)
            ],
        )
        for name, version, hashes in PINNED.findall(lock)
    ]


def bill() -> Bom:
    """The bill of this version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    bom = Bom()
    bom.metadata.component = Component(
        name=project["name"], version=project["version"], type=ComponentType.APPLICATION, bom_ref="ojaq"
    )
    found = components((ROOT / "requirements/runtime.lock").read_text(encoding="utf-8"))
    for each in found:
        bom.components.add(each)
    bom.register_dependency(bom.metadata.component, found)
    return bom


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(JsonV1Dot6(bill()).output_as_string(indent=2), encoding="utf-8")
