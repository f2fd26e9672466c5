/** What is wrong with the files of a project, and what to do, in English. */
export const en = {
  json: {
    afterEnd: (found: string) => `nothing may follow the JSON, found ${found}`,
    tooDeep: (most: number) => `nested more than ${most} levels deep`,
    expectedEnd: (end: string, found: string) => `expected , or ${end}, found ${found}`,
    afterComma: (end: string) => `found ${end} after a comma`,
    removeComma: 'remove the comma after the last one',
    expectedName: (found: string) => `expected a name in double quotes, found ${found}`,
    expectedColon: (found: string) => `expected : after the name, found ${found}`,
    expectedValue: (found: string) => `expected a value, found ${found}`,
    endOfInput: 'unexpected end of input',
    neverClosed: 'this text is never closed',
    close: 'add the double quote at its end',
    lineBreak: 'a text goes past the end of its line',
    escapeLineBreak: 'write \\n for a line break, \\t for a tab',
    notEscape: (text: string) => `${text} is not an escape`,
    escapeBackslash: 'write \\\\ for a backslash',
    notNumber: (digits: string) => `${digits} is not a number`,
    quoteText: 'put a text in double quotes',
    tooLarge: (digits: string) => `${digits} is beyond 2^53-1 and would be rounded`,
    quoteNumber: 'write it in double quotes',
    incomplete: 'close every bracket and quote',
    noComments: 'JSON has no comments',
    straightQuote: 'use the straight double quote "',
    shellQuotes:
      'this shell passes single quotes on: write "{\\"name\\": 1}", or put the JSON into a file and pass @file.json',
    doubleQuotes: 'use double quotes inside the JSON',
    shellTookQuotes:
      'put it in double quotes; if you did, the shell removed them: put the JSON into a file and pass @file.json',
    quote: 'put it in double quotes',
  },

  files: {
    notFile: (path: string) => `${path} is not a file`,
    notAFile: 'not a file',
    linkOut: 'it is a link out of the project, which is not followed',
    notUtf8: 'it is not UTF-8',
    unreadable: (code: string | undefined) => `it cannot be read (${code})`,
    withAdvice: (problem: string, advice: string) => `${problem}; ${advice}`,
  },

  project: {
    noFolder: (folder: string) => `there is no folder ${folder}`,
    giveFolder: 'give the folder of a mini program project',
    notJson: (path: string) => `${path} is not JSON`,
    notObject: (path: string) => `${path} must hold a JSON object`,
    correct: 'correct it, or let WeChat DevTools write it',
    notText: (field: string, path: string, example: string) =>
      `${field} in ${path} must be a text, such as "${example}"`,
  },
}
