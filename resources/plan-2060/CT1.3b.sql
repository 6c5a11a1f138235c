-- Enterprises in industrial parks, each with its best-attended event of the year, never above its headcount.
select s.unit, s.uid as item, min(s.headcount, coalesce(r.in_year, 0)) as n, s.headcount as d
from active_places s
left join reached r on r.site = s.uid
where s.kind in (select value from json_each(:kinds))
