"""One file for each matter: read the question, call selectors and at most one service, answer."""
