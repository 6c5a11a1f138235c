"""From a file that came in to the record: verify, plan, and only then apply.

Planning changes nothing. Applying is one transaction a packet, so that one bad packet never stops
the others and nothing is ever half there.
"""

from sync.receive.applying import apply, carry_out, keep_held
from sync.receive.files import gather, read_file
from sync.receive.planned import Planned, Verified
from sync.receive.planning import again, plan
from sync.receive.rivals import side_by_side
from sync.receive.weighing import broken_rule, weigh, weigh_again

__all__ = [
    "Planned",
    "Verified",
    "again",
    "apply",
    "broken_rule",
    "carry_out",
    "gather",
    "keep_held",
    "plan",
    "read_file",
    "side_by_side",
    "weigh",
    "weigh_again",
]
