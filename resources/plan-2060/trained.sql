-- How many of each group were trained for the first time, in classes up to :as_of.
select t."group" as who, sum(t.first_time) as people
from trainings t not indexed
join scope s on s.code = t.unit
where t.retired is null and t.date <= :as_of
group by t."group"
