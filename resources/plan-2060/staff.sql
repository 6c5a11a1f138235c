-- Of each base figure the newest row of the newest year up to this one; what an office recorded itself
-- stands for the offices below it.
with newest as (
  select f.unit, f.figure, f.value, f.uid, max(printf('%04d', f.year) || f.uid) as place
  from figures f
  join scope s on s.code = f.unit
  where f.retired is null and f.year <= :year
  group by f.unit, f.figure
)
select n.unit, n.figure, n.value, n.uid
from newest n
where not exists (
  select 1 from above a join newest o on o.unit = a.over and o.figure = n.figure where a.code = n.unit
)
