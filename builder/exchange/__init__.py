"""Requests in other notations: cURL commands in and out, Python code out."""
