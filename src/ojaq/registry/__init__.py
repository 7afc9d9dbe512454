"""The record: what the registry keeps. Models, services (writes) and selectors (reads), folder by folder."""
