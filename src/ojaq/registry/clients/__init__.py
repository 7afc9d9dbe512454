"""Programs that ask on behalf of an account: their tokens, and how far each may reach."""
