/** A number with what it counts. */
export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

const amount = (collections: number, documents: number, files: number): string =>
  `${counted(collections, 'collection')} with ${counted(documents, 'document')}, and ${counted(files, 'file')}`

/** What `wx-openapi data` says, in English. */
export const en = {
  summary: 'export and import the data of a project',
  description:
    'Exports and imports what `wx-openapi start` keeps of a project: the database and the storage.',
  dryRun: 'show what would be written, and write nothing',
  option: 'the data folder (default .wx-openapi/ in the project)',
  export: {
    summary: 'write the data to a folder',
    description:
      'Writes a <collection>.json for each collection, one document a line as the console of the cloud exports them, and\nthe files to storage/. `start --seed` and `data import` read it.',
    folder: 'where to; an earlier export is replaced, other files are not',
  },
  import: {
    summary: 'put documents and files into the data',
    description:
      'Puts in the documents of each <collection>.json, a list or one document a line, and the files in\nstorage/<environment>/. What has the same _id or path is replaced, everything else stays.',
    folder: 'where from, such as an export',
  },
  none: (folder: string) => `there are no data in ${folder}`,
  startFirst: 'start the project once with `wx-openapi start`, or name the folder with --data',
  held: (folder: string, why: string) =>
    `${folder} is held by another process, which does not respond: ${why}`,
  refused: (folder: string, why: string) => `the emulator that holds ${folder} refuses it: ${why}`,
  tooMany: (count: number, most: number) =>
    `with these there would be ${count} documents, and the database can have ${most}; nothing was put in`,
  starting: 'it is starting, or has ended',
  tryAgain: 'try again, or end that process first',
  exported: (folder: string, collections: number, documents: number, files: number) =>
    `Exported to ${folder}: ${amount(collections, documents, files)}.`,
  imported: (folder: string, collections: number, documents: number, files: number) =>
    `Imported into ${folder}: ${amount(collections, documents, files)}.`,
  wouldExport: (folder: string, collections: number, documents: number, files: number) =>
    `Would export to ${folder}: ${amount(collections, documents, files)}. Nothing was written.`,
  wouldImport: (folder: string, collections: number, documents: number, files: number) =>
    `Would import into ${folder}: ${amount(collections, documents, files)}. Nothing was written.`,
}
