-- A district counts when it has recorded a document of its own for each of the programmes.
with joined as (
  select distinct i.unit, i.programme
  from integration i
  where i.retired is null and i.year = :year and i.document_date <= :as_of
)
select
  s.code as unit,
  '' as item,
  count(j.programme) = count(*) as n,
  1 as d,
  'lacking:' || group_concat(p.value) filter (where j.programme is null) as note
from scope s
join json_each(:programmes) p
left join joined j on j.unit = s.code and j.programme = p.value
where s.tier = 'district'
group by s.code
