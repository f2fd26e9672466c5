/** What is said of a data folder, in English. */
export const en = {
  diskFull: 'the disk is full',
  notSaved: (path: string, why: string) =>
    `${path} cannot be written: ${why}. What was changed is kept in memory, and written as soon as that works.`,
  savedAgain: (path: string) => `${path} is written again; nothing was lost.`,
  neverSaved: (path: string) =>
    `The last changes could not be written to ${path} and are lost; what it held before is there.`,
  taken: (path: string) =>
    `${path} was removed or changed by something else: from now on the database is in memory alone, and gone with the emulator.`,
  notAFolder: (folder: string) => `the data folder ${folder} is a file`,
  cannotUse: (folder: string, why: string) => `the data folder ${folder} cannot be used: ${why}`,
  notOurs: (folder: string) => `${folder} holds other files, and is not a data folder`,
  giveOther: 'give a new or an empty folder to --data',
  giveOtherOrNone: 'give another folder to --data, or --no-data to work in memory',
  newer: (path: string) => `${path} was written by a newer version of wx-openapi-shim; nothing was changed`,
  update: 'update wx-openapi-shim, or give another folder to --data',
  broken: (path: string, line: number) => `${path} is broken in line ${line}; nothing was changed`,
  correct: 'correct the line, or begin with an empty folder by --fresh, which puts the broken file aside',
  putAside: (path: string) => `The broken file is now ${path}.`,
  seed: {
    noFolder: (folder: string) => `there is no folder ${folder}`,
    giveFolder: 'give a folder with <collection>.json files',
    tooLarge: (file: string, size: string, most: string) =>
      `${file} makes the seed ${size} large; all its files together can have ${most}`,
    tooMany: (most: number) => `the seed has more than ${most} documents`,
    unreadable: (file: string, why: string) => `${file} cannot be read: ${why}`,
    notUtf8: (file: string) => `${file} is not UTF-8`,
    broken: (file: string, line: number, column: number, problem: string) =>
      `${file}:${line}:${column} is not JSON: ${problem}`,
    wrong: (file: string, number: number, problem: string) => `${file}: document ${number} ${problem}`,
    notObject: 'is not an object',
    tooLargeDocument: (problem: string) => `cannot be kept: ${problem}`,
    wrongId: 'has an _id that is not a text, a number or { "$oid" }',
    twice: (id: string) => `has the _id ${id}, as one before it`,
    newer: (file: string) => `${file} was written by a newer version of wx-openapi-shim`,
    update: 'update wx-openapi-shim',
    wrongManifest: (file: string) => `${file} is not what an export writes`,
    export: 'export the data again',
  },
  export: {
    notEmpty: (folder: string) => `${folder} holds files that no export wrote; nothing was written`,
    giveEmpty: 'give a new or an empty folder, or one that an export wrote',
    cannot: (folder: string, why: string) => `the export to ${folder} failed: ${why}`,
    giveOther: 'give another folder',
  },
}
