-- A commune counts with the form of which it has an event of its own in every quarter that is over.
with held as (
  select distinct
    o.unit,
    o.form,
    (o.date > :q1_last) + (o.date > :q2_last) + (o.date > :q3_last) as quarter
  from outreach o not indexed
  where o.retired is null and o.date between :year_start and :elapsed_last
),
kept as (
  select unit, min(form) as form
  from (select unit, form from held group by unit, form having count(*) = :quarters)
  group by unit
)
select s.code as unit, coalesce(k.form, '') as item, k.form is not null as n, 1 as d
from scope s
left join kept k on k.unit = s.code
where s.tier = 'commune'
