"""What reviewers decide: pairs that may be one person, and testimonies that wait for somebody's eyes."""
