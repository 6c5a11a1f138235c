-- The places of the area that are active on :as_of.
select s.uid, s.unit, s.kind, s.headcount
from sites s
join scope on scope.code = s.unit
where s.retired is null
  and s.active_from <= :as_of
  and (s.active_to is null or s.active_to >= :as_of)
