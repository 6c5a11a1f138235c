-- For each site the last inspection up to :as_of, whoever made it.
select i.site, max(i.date) as last
from inspections i not indexed
where i.retired is null and i.date <= :as_of
group by i.site
