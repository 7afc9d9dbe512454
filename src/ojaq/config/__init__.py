"""Settings, addresses, database engines."""
