-- What an office recorded itself for both years stands for the offices below it.
with compared as (
  select unit
  from crime_years
  where this_year is not null and year_before is not null
)
select
  c.unit,
  '' as item,
  iif(p.unit is null, 0, c.this_year - c.year_before) as n,
  iif(p.unit is null, 0, c.year_before) as d,
  case
    when c.this_year is null then 'no_year'
    when c.year_before is null then 'no_year_before'
    when p.unit is null then 'replaced'
    else 'compared:' || c.year_before || ',' || c.this_year
  end as note
from crime_years c
left join compared p on p.unit = c.unit and c.unit not in (
  select a.code from above a join compared o on o.unit = a.over
)
