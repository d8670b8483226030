/* What the server says of scans, as reasons.js knows the rest: why a file is no letter, why a text was not read, what a request did wrong. */
export const KNOWN = [
  ['This is no PDF, TIFF, PNG or JPEG file.', 'letter.otherKind'],
  ['The file is empty.', 'letter.empty'],
  ['This file is empty.', 'letter.empty'],
  ['The file is encrypted: nobody reads it without its password.', 'letter.encrypted'],
  ['The file is damaged.', 'letter.broken'],
  ['Opening the file takes more memory or time than a letter may take.', 'letter.costly'],
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
  ['There is no such day.', 'letter.noDay'],
];

export const SHAPES = [
  [/^The file has (?<size>\d+) MB, which is more than a letter may have\.$/, 'letter.tooLarge'],
  [/^The file has more than (?<count>\d+) pages\.$/, 'letter.tooManyPages'],
  [/^The file is larger than 100 MB\. It was not taken and lies in the folder (?<place>.+) of its scan folder\.$/, 'letter.notTaken'],
  [/^Reading the page took longer than (?<seconds>\d+) s\.$/, 'letter.tooSlow'],
];
