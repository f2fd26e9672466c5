/** What `wx-openapi permissions` and `doctor` say, in English; the findings themselves are in local/doctor. */
export const en = {
  findings: {
    why: 'why',
    fix: 'fix',
    severity: (severity: string, kind: string) => `${severity}: ${kind}`,
    projectIs: (folder: string) => ` The project is ${folder}.`,
    warnings: (count: number) => ` ${counted(count, 'warning')}.`,
  },

  doctor: {
    summary: 'check the set-up of a project before the upload',
    description:
      'Checks project.config.json, permissions, functions, bundles, variables, secrets and timeouts.\nNeeds no network and never shows the value of a secret.',
    // Not --env-file: node takes that one for itself, even after the name of a script.
    variables: 'NAME=value lines with the variables of the functions; only the names are used',
    tokenRule: 'the access rule of the collection that holds tokens, as the cloud console shows it',
    strict: 'warnings count in the exit code',
    help: `Exit codes:
  0    nothing is wrong; what cannot be known from here is noted
  1    something is wrong, or with --strict there is a warning
  2    the command or its input is wrong
  70   a bug in this command`,
    unknown: (count: number) => ` ${count} cannot be known from here.`,
    good: (rest: string) => `Nothing is wrong.${rest}`,
    bad: (count: number, rest: string) => `${count} found.${rest}`,
    noFile: (option: string, path: string) => `${option}: there is no file ${path}`,
    correctPath: 'correct the path',
  },

  permissions: {
    summary: 'check the permissions of the cloud functions in config.json',
    description:
      'Reads the code of each cloud function and compares what it calls with its config.json. Needs no network.',
    action: 'what to do',
    prune: 'with fix: remove unused permissions too',
    dryRun: 'with fix: show what would be written, and write nothing',
    would: (change: string) => `would write ${change}`,
    strict: 'warnings count in the exit code',
    help: `check    reports what is missing, unused, misspelt or in the wrong place, for each cloud function
fix      corrects config.json; everything else in the file stays as it is
explain  shows what each function calls, where, and which permissions it needs

WeChat takes about ten minutes to apply a changed config.json after the upload.

Exit codes:
  0    nothing is wrong
  1    something is wrong, or with --strict there is a warning; each line on standard output is file:line:column: what
  2    the command or its input is wrong, or fix may not write
  70   a bug in this command`,
    noFunctions: (folder: string, rest: string) =>
      `There are no cloud functions in ${folder}: nothing to check.${rest}`,
    correct: (file: string) => `correct ${file}`,
    outside: (written: string, folder: string) =>
      `cloudfunctionRoot ${written} leads out of ${folder}, which is not followed`,
    setRoot: (file: string) => `set cloudfunctionRoot in ${file}, or give the folder of a project`,
    left: (file: string, why: string) => `${file} was left as it is: ${why}`,
    moved: 'names moved to permissions.openapi',
    good: (functions: number, rest: string) =>
      `${counted(functions, 'function')} checked, nothing is wrong.${rest}`,
    bad: (functions: number, faults: number, isFix: boolean, rest: string) =>
      `${counted(functions, 'function')} checked, ${counted(faults, 'fault')} ${isFix ? 'left for you' : 'found'}.${rest}`,
    upload: 'Upload the function after a change. WeChat takes about ten minutes to apply a new config.json.',
    unknown: (count: number) => ` ${counted(count, 'thing')} could not be known.`,
    callsNothing: 'calls nothing that needs a permission',
    needed: (isListed: boolean) => (isListed ? 'needed, listed' : 'needed, not listed'),
    overHttps: 'over HTTPS, needs none',
    served: 'served, listed',
    more: (count: number) => `${count} more`,
    servedWhenListed: 'served when they are listed',
    andMore: (count: number) => ` and ${count} more`,
  },
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
