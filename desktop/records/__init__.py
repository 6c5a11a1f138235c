"""The record: registers, rules, the encrypted book, its queries, targets and printed sheets.

No Qt and nothing of ``sync`` is imported below this folder.
"""
