select s.unit, s.uid as item, 'inspections' as register, i.uid
from inspections i
join sites s on s.uid = i.site
join scope on scope.code = s.unit
where i.retired is null
  and i.date between :year_start and :as_of
  and s.retired is null
  and s.kind in (select value from json_each(:kinds))
  and s.active_from <= :as_of
  and (s.active_to is null or s.active_to >= :year_start)
