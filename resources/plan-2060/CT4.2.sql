-- Own slips, each code once, with the totals of slips whose time is over; of other offices the totals they sent.
-- A line per unit, never a code.
with slips as (
  select
    r.unit,
    max(r.outcome in (select value from json_each(:used))
        and (r.outcome_date is null or r.outcome_date <= :as_of)) as served
  from referrals r
  where r.retired is null
    and r.need
    and r.eligible
    and r.date between :year_start and :as_of
  group by r.unit, r.code
),
own as (
  select unit, sum(served) as served, count(*) as entitled
  from slips
  group by unit
),
totals as (
  select y.unit, y.served, y.entitled
  from referral_years y
  where y.retired is null and y.year = :year
)
select t.unit, '' as item, sum(t.served) as n, sum(t.entitled) as d
from (select unit, served, entitled from own union all select * from totals) t
join scope on scope.code = t.unit
group by t.unit
