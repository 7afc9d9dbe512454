"""The desk: what happens at one window of one office, from the question to the stored testimony."""
