"""What a page shows: selectors' answers turned into words of the reader's language, as plain frozen values."""
