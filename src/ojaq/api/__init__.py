"""The door for programs: typed answers under /api/v1, a token for each client, one table of addresses and acts."""
