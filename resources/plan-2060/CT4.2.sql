-- Own slips, each code once; of other offices only the totals they sent. A line per unit, never a code.
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
sent as (
  select y.unit, sum(y.served) as served, sum(y.entitled) as entitled
  from referral_years y
  where y.retired is null and y.year = :year and y.unit not in (select unit from own)
  group by y.unit
)
select t.unit, '' as item, t.served as n, t.entitled as d
from (select * from own union all select * from sent) t
join scope on scope.code = t.unit
