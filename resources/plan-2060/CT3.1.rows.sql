select t.unit, t.uid as item, 'tips' as register, t.uid
from tips t
join scope s on s.code = t.unit
where t.retired is null and substr(t.received, 1, 10) between :year_start and :as_of
