"""Printed documents: a template, values, bytes of a PDF."""

from ojaq.web.documents.setting import NotSet, Sheet, set_document

__all__ = ["NotSet", "Sheet", "set_document"]
