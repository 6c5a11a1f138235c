-- Of each base figure the newest row of the newest year up to this one; what an office recorded itself
-- stands for the offices below it.
with newest as materialized (
  select f.unit, f.figure, f.value, f.uid, max(printf('%04d', f.year) || f.uid) as place
  from figures f
  join scope s on s.code = f.unit
  where f.retired is null and f.year <= :year
  group by f.unit, f.figure
),
replaced as (
  select a.code, n.figure
  from above a
  join newest n on n.unit = a.over
)
select unit, figure, value, uid
from newest
where (unit, figure) not in (select code, figure from replaced)
