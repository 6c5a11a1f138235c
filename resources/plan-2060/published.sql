-- The months of the calendar year in which an office of the area recorded an item of an outlet.
select distinct m.outlet, substr(m.date, 1, 7) as month
from media m not indexed
join scope s on s.code = m.unit
where m.retired is null and m.date between substr(:as_of, 1, 4) || '-01-01' and :as_of
