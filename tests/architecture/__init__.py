"""The house is tested like anything else."""
