"""The diary of an office: who is due, who came, who is called next."""
