"""Packets: the record frozen into a signed workbook, and a signed workbook taken into the record.

``send`` and ``receive`` are the two verbs. Below them lies a floor that opens no book and no
socket: ``packet`` (what a packet says), ``xlsx`` (how it is written and read), ``package`` (how it
is sealed and verified), ``pki`` (who is trusted), ``merge`` (what it means for what is held).
"""
