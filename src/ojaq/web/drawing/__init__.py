"""Drawings as numbers: every function here turns plain values into places on a canvas; templates write the SVG."""
