select unit, form, uid, date from outreach where retired is null and date <= :as_of and form in ('LOA', 'TO_ROI')
