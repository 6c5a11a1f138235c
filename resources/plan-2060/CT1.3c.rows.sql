select s.unit, s.uid as item, 'reach' as register, r.uid
from reach r
join outreach o on o.uid = r.event and o.retired is null and o.date between :school_start and :as_of
join sites s on s.uid = r.site
join scope on scope.code = s.unit
where r.retired is null
  and s.retired is null
  and s.kind in (select value from json_each(:kinds))
  and s.active_from <= :as_of
  and (s.active_to is null or s.active_to >= :as_of)
