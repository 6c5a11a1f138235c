"""The verifier's checklist: one small pure function per rule, over one `Case`."""
