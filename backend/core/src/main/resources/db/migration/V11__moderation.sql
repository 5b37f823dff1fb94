-- Why a prompt was refused: a code and what the asker was told. The words are kept without personal data.
ALTER TABLE prompt ADD COLUMN rejection_reason text
    CHECK (rejection_reason IN ('PERSONAL_DATA', 'SLUR', 'SEXUAL', 'HARM'));
ALTER TABLE prompt ADD COLUMN rejection_sentence text;
ALTER TABLE prompt ADD CHECK ((state = 'REJECTED') = (rejection_reason IS NOT NULL));
ALTER TABLE prompt ADD CHECK ((rejection_reason IS NULL) = (rejection_sentence IS NULL));
