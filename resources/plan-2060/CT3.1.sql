-- Tips received in the year so far. One counts once its last day for handling has passed: as handled when every
-- step was taken by that day and a transfer, if any, came within its hours. Until then it is open, and only shown.
with tip as (
  select
    t.unit,
    t.uid,
    date(t.received, '+' || :limit_days || ' days') as due,
    max(substr(t.verified, 1, 10), substr(t.classified, 1, 10), substr(t.handled, 1, 10)) as done,
    coalesce(
      t.transferred > strftime(
        '%Y-%m-%dT%H:%M',
        t.received,
        '+' || iif(t.unit in (select value from json_each(:remote)), :remote_hours, :hours) || ' hours'
      ),
      0
    ) as slow
  from tips t
  join scope s on s.code = t.unit
  where t.retired is null and substr(t.received, 1, 10) between :year_start and :as_of
)
select
  unit,
  uid as item,
  due <= :as_of and not slow and coalesce(done <= due, 0) as n,
  due <= :as_of as d,
  case
    when due > :as_of then 'open:' || due
    when done is null then 'unfinished:' || due
    when done > due then 'late:' || due
    when slow then 'slow'
  end as note
from tip
