"""Words of the pages: dates, likelihoods, numbers, said in the reader's language."""
