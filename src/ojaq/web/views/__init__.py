"""One file per page: read the question, call selectors and at most one service, render."""
