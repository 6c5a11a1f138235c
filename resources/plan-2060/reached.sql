-- For each site the greatest attendance of one event: of the year and of the school year, up to :as_of.
-- One pass over each table: looking events up one by one by an index takes three times as long. The plus
-- keeps SQLite from taking the range of days for so small that it would search `events` without an index.
with events as materialized (
  select uid, date
  from outreach
  where retired is null and +date between min(:year_start, :school_start) and :as_of
)
select
  r.site,
  max(case when e.date >= :year_start then r.attended else 0 end) as in_year,
  max(case when e.date >= :school_start then r.attended else 0 end) as in_school_year
from reach r not indexed
cross join events e on e.uid = r.event
where r.retired is null
group by r.site
