select uid from loud where form = 'TO_ROI'
