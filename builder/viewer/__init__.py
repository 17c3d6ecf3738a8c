"""Looking at what a step sent and received, whatever its size.

`response_view.ResponseView` is the whole; the rest comes in three floors:

- without Qt: `body` (bytes, mapped when they lie in a file), `text_rows` and `hex_rows` (bytes as
  numbered rows, found through a sparse index), `search`, `highlight`, `json_shape`, `nodes`
  (a JSON tree read one level at a time) and `worker`, the helper process that formats and opens
  large JSON, so that the window never parses more than 256 KiB;
- widgets of one concern: `body_view` paints rows, `tree_view`, `preview`, `pairs`, `timing`;
- `body_tab`, `request_tab`, `response_view` put them together.
"""
