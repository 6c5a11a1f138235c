-- For each site the greatest attendance of one event: of the year and of the school year, up to :as_of.
-- One pass over each table: looking events up one by one by an index takes three times as long in a large book.
-- `attended` is made the table to look in since it is the smaller one. The plus keeps SQLite from taking the range
-- of days for so small that it would search there without an index.
with attended as materialized (
  select event, site, attended
  from reach
  where retired is null
)
select
  r.site,
  max(case when e.date >= :year_start then r.attended else 0 end) as in_year,
  max(case when e.date >= :school_start then r.attended else 0 end) as in_school_year
from outreach e
cross join attended r on r.event = e.uid
where e.retired is null and +e.date between min(:year_start, :school_start) and :as_of
group by r.site
