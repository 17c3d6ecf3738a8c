"""Steploom: a visual desktop workflow builder for HTTP APIs."""

__version__ = "0.1.0"
