"""Django's SQLite engine over SQLCipher: the file is encrypted, and writers take turns."""
