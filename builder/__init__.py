"""Steploom: a visual desktop workflow builder for HTTP APIs."""

import os

__version__ = "0.1.0"

# Looking for pydantic plugins reads the metadata of every installed package at each start.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
