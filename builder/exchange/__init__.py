"""Requests and runs in other notations.

- in: cURL commands (`curl`), OpenAPI documents (`openapi`);
- out: cURL commands (`to_curl`), Python programs (`to_python`), steps (`to_request`);
- `reports`: runs as JSON, JUnit XML, CSV and HTML.
"""
