-- Crimes handled in this year and in the one before, of each office that recorded either; the newest row of a year counts.
with newest as (
  select f.unit, f.year, f.value, max(f.uid) as uid
  from figures f
  join scope s on s.code = f.unit
  where f.retired is null and f.figure = 'crimes_handled' and f.year between :year - 1 and :year
  group by f.unit, f.year
)
select
  unit,
  max(value) filter (where year = :year) as this_year,
  max(value) filter (where year < :year) as year_before,
  max(uid) filter (where year = :year) as this_uid,
  max(uid) filter (where year < :year) as uid_before
from newest
group by unit
