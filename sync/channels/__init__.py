"""Channels: how packets and receipts travel.

A channel is four verbs over bytes, `put`, `list`, `get` and `delete` (`channel`), in a place that
its URL names (`address`). One table says which handler serves which scheme (`schemes`); each
handler is a file: `folder`, `webdav`, `sftp`. Names are ASCII and content-addressed (`names`), so
that the same bytes always lie at the same place and putting them twice is putting them once.
"""
