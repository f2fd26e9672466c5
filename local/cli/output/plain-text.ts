/** Text without what moves the cursor of a terminal or begins a line: names of files and methods come from anywhere. */
export const plainText = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, ' ')
