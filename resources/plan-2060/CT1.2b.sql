-- Every month of the calendar year that is over; it counts with an item of the outlet.
select s.code as unit, m.value as item, p.month is not null as n, 1 as d
from scope s
join json_each(:months_over) m
left join (
  select distinct month from published where outlet in (select value from json_each(:outlets))
) p on p.month = m.value
where s.tier = 'province'
