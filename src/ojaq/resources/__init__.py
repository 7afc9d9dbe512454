"""Knowledge as data, with its sources: loads tables and hands them to `core`."""
