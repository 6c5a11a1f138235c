-- A commune counts with a model of its own that has run by :as_of.
with ran as (
  select m.unit, min(m.uid) as uid
  from models m
  where m.retired is null
    and m.status in (select value from json_each(:statuses))
    and (m.started is null or m.started <= :as_of)
  group by m.unit
)
select s.code as unit, coalesce(r.uid, '') as item, r.uid is not null as n, 1 as d
from scope s
left join ran r on r.unit = s.code
where s.tier = 'commune'
