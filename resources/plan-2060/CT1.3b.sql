-- Enterprises in industrial parks active on :as_of, each with its best-attended event of the year, never above its headcount.
select
  s.unit,
  s.uid as item,
  min(s.headcount, coalesce(r.in_year, 0)) as n,
  s.headcount as d
from sites s
join scope on scope.code = s.unit
left join reached r on r.site = s.uid
where s.retired is null
  and s.kind in (select value from json_each(:kinds))
  and s.active_from <= :as_of
  and (s.active_to is null or s.active_to >= :as_of)
