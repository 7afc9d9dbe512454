"""Collects the tables of every registry folder, so that Django finds them in the one app. Nothing else imports this."""
