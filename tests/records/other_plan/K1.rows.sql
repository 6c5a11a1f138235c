select l.unit, l.form as item, 'outreach' as register, l.uid
from loud l join scope on code = l.unit
where l.uid not in (select uid from quiet)
