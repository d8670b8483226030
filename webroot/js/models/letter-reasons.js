/* What the server says of scans, as reasons.js knows the rest: why a text was not read, and what a request did wrong. */
export const KNOWN = [
  ['This file is empty.', 'reason.scan.empty'],
  ['Nothing is known of this scan.', 'letter.nothingKnown'],
  ['tesseract is not installed', 'letter.noRecogniser'],
  ['tesseract does not work here', 'letter.recogniserBroken'],
  ['tesseract has no language data', 'letter.noLanguages'],
  ['Tesseract could not read the page.', 'letter.pageFailed'],
  ['The letter is too long to be read in time.', 'letter.tooLong'],
  ['The page could not be drawn.', 'letter.notDrawn'],
  ['This page cannot be drawn.', 'letter.notDrawn'],
  ['This letter is still being read.', 'letter.stillRead'],
  ['This customer cannot be made.', 'letter.noCustomer'],
  ['The day of receipt lies in the future.', 'letter.future'],
  ['A letter that is to be checked takes no note.', 'letter.noNote'],
  ['There is no such day.', 'letter.noDay'],
];

export const SHAPES = [
  [/^Reading the page took longer than (?<seconds>\d+) s\.$/, 'letter.tooSlow'],
];
