-- Establishments active on :as_of, but on no later day than :counted_on; each counts with an inspection since :since.
select
  s.unit,
  s.uid as item,
  coalesce(i.last >= :since, 0) as n,
  1 as d,
  case when i.last is null then 'never' when i.last < :since then 'last:' || i.last end as note
from sites s
join scope on scope.code = s.unit
left join inspected i on i.site = s.uid
where s.retired is null
  and s.kind in (select value from json_each(:kinds))
  and s.active_from <= min(:as_of, :counted_on)
  and (s.active_to is null or s.active_to >= min(:as_of, :counted_on))
