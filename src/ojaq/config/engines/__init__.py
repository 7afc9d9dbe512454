"""Database engines of our own: SQLCipher, with its guard and its queue of writers."""
