-- An inadmissibility is signed like every decision. Who proposed one before this column was there says who signs.
ALTER TABLE inadmissibility_proposals ADD COLUMN signatory_name TEXT;
ALTER TABLE inadmissibility_proposals ADD COLUMN signatory_function TEXT;
