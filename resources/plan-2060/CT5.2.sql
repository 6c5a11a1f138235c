-- One line for the whole area: those trained for the first time, never more than the staff there are.
with those as (
  select coalesce(sum(people), 0) as trained
  from trained
  where who in (select value from json_each(:groups))
),
all_of_them as (
  select sum(value) as there
  from staff
  where figure in (select value from json_each(:figures))
)
select :area as unit, '' as item, min(trained, there) as n, there as d, iif(trained > there, 'more:' || trained, '') as note
from those, all_of_them
where there is not null
