// Runs before each test file. Loads nothing unless RECORD_FIELDS names a folder (npm run coverage:fields).
const folder = process.env.RECORD_FIELDS;
if (folder) require('./recorder').recordInto(folder);
