-- For each office the form it kept up best: the quarters of the year with an event of its own (bits 1, 2, 4, 8),
-- how many of those that are over, and the quarters with an event of any form.
with held as (
  select distinct
    o.unit,
    o.form,
    (o.date > :q1_last) + (o.date > :q2_last) + (o.date > :q3_last) as quarter
  from outreach o
  where o.retired is null and o.date between :year_start and :as_of
),
forms as (
  select unit, form, sum(1 << quarter) as quarters, sum(quarter < :quarters) as kept
  from held
  group by unit, form
),
ranked as (
  select *, row_number() over (partition by unit order by kept desc, form) as place
  from forms
),
any_form as (
  select unit, sum(1 << quarter) as quarters
  from (select distinct unit, quarter from held)
  group by unit
)
select r.unit, r.form, r.quarters, r.kept, a.quarters as any_quarters
from ranked r
join any_form a on a.unit = r.unit
where r.place = 1
