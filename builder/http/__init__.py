"""What the steps that send an HTTP request share: their fields, and how the request is sent.

`fields.RequestFields` is the step without its `kind`; a kind adds where the request goes. The
request is made in `composing`, sent with its authorization in `sending`.
"""
