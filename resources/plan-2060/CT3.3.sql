-- Establishments active at any time in the year so far, each once; it counts when it was inspected in that time.
select
  s.unit,
  s.uid as item,
  coalesce(i.last >= :year_start, 0) as n,
  1 as d,
  case when i.last is null then 'never' when i.last < :year_start then 'last:' || i.last end as note
from sites s
join scope on scope.code = s.unit
left join inspected i on i.site = s.uid
where s.retired is null
  and s.kind in (select value from json_each(:kinds))
  and s.active_from <= :as_of
  and (s.active_to is null or s.active_to >= :year_start)
