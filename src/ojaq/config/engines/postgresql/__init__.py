"""PostgreSQL as Django knows it; a new connection learns which offices this thread was granted."""
