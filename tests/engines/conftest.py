"""Which tests of engines have something to say on which engine."""

import os

collect_ignore = (
    ["test_sqlcipher_writers.py", "test_shredding.py"]
    if os.environ.get("OJAQ_TEST_DATABASE") == "postgresql"
    else ["test_postgresql_roles.py", "test_row_security.py"]
)
