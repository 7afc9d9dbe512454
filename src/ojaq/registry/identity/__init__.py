"""Identity: which mentions are one person, on whose judgement, under which register number."""
