"""The sealed OPC package: zip, parts, signature, and the verifier with its checklist A–I."""
