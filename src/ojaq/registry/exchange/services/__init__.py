"""The verbs of exchange: imports, taking them back, exports, and the withdrawal that reaches everywhere."""

from ojaq.registry.exchange.services.dumping import export_all
from ojaq.registry.exchange.services.export_gedcom import export_gedcom
from ojaq.registry.exchange.services.export_xlsform import export_xlsform
from ojaq.registry.exchange.services.exporting import (
    export_gazetteer,
    export_identities,
    export_registrations,
    export_roll,
)
from ojaq.registry.exchange.services.forget_mapping import forget_mapping
from ojaq.registry.exchange.services.import_dump import import_dump
from ojaq.registry.exchange.services.import_gedcom import import_gedcom
from ojaq.registry.exchange.services.import_places import import_places
from ojaq.registry.exchange.services.import_roll import import_roll
from ojaq.registry.exchange.services.import_submissions import import_submissions
from ojaq.registry.exchange.services.importing import Imported, import_registrations
from ojaq.registry.exchange.services.leaving import Exported
from ojaq.registry.exchange.services.take_back_run import take_back_run
from ojaq.registry.exchange.services.withdrawing import withdraw

__all__ = [
    "Exported",
    "Imported",
    "export_all",
    "export_gazetteer",
    "export_gedcom",
    "export_identities",
    "export_registrations",
    "export_roll",
    "export_xlsform",
    "forget_mapping",
    "import_dump",
    "import_gedcom",
    "import_places",
    "import_registrations",
    "import_roll",
    "import_submissions",
    "take_back_run",
    "withdraw",
]
