const cannotFind = 'online the function fails with "Cannot find module"'
const enterOwn = 'enter your own before you upload'
const longEnough = 'set 20 s: a first call fetches a token too'

/** What `wx-openapi doctor` and `permissions` find, why it matters and how to fix it, in English. */
export const en = {
  /** `a, b and c`, or the first few of many. */
  names: (names: readonly string[], most: number) => {
    if (names.length > most)
      return `${names.slice(0, most - 1).join(', ')} and ${names.length - most + 1} more`
    return names.length < 2
      ? names.join('')
      : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`
  },
  didYouMean: (name: string | undefined) => (name === undefined ? '' : `; did you mean ${name}?`),

  calledFunctions: {
    miniProgram: 'the mini program',
    dynamic: (caller: string) => `${caller} calls a function here whose name is only known at run time`,
    missing: (caller: string, name: string, folder: string, hint: string) =>
      `${caller} calls the function ${name}, which is not in ${folder}${hint}`,
    why: 'the call fails with -501000, function not found',
    unlessElsewhere: 'the call fails with -501000, function not found, unless it is deployed from elsewhere',
    callOrMake: (guess: string, folder: string, name: string) => `call ${guess}, or make ${folder}${name}/`,
    make: (folder: string, name: string) => `make ${folder}${name}/ with an index.js`,
  },

  timeouts: {
    tooShort: (name: string, seconds: number, callSeconds: number) =>
      `${name} is stopped after ${seconds} s, but a call in it may take ${callSeconds} s`,
    why: 'the function is stopped in the middle of a call: no response, no error, and a write may have been executed',
    orLowerClient: `${longEnough}, or give the client a lower timeoutMs`,
    shortForServe: (name: string, seconds: number) => `${name} has ${seconds} s, which is short for serve`,
    fix: longEnough,
    unseen: (names: string, usual: number) =>
      `the timeout of ${names} cannot be seen from here; it is ${usual} s by default`,
    inConsole: `${longEnough}, in the cloud console`,
  },

  variables: {
    missing: (name: string, variable: string, isEmpty: boolean) =>
      `${name} needs ${variable}, which is ${isEmpty ? 'empty' : 'not set'} here`,
    why: 'its calls fail before anything is sent, or all users are refused',
    unseen: (variables: string, functions: string) =>
      `${variables} must be set for ${functions}; whether the cloud has them cannot be seen from here`,
    look: 'look in the cloud console, or pass their names with --variables',
    setOperators: 'set it to the OPENIDs that may use the function; the method whoami shows them',
    setFromConsole: 'copy it from the MP console, development settings; never write it into the code',
  },

  triggers: {
    wrong: (problem: string) => `the cron expression of this timer: ${problem}`,
    why: (file: string) => `DevTools refuses to upload the trigger of ${file}`,
    fix: 'write "second minute hour day month weekday year", such as "0 0 2 * * * *" for 2 a.m.',
  },

  projectConfig: {
    deploymentNotJson: (file: string, problem: string) => `${file} is not JSON: ${problem}`,
    deploymentWhy: 'timeouts and variables cannot be read from it',
    correct: 'correct it there',
    program: (file: string) =>
      `${file} is a program, which is not run: timeouts and variables in it are not known`,
    notJson: (file: string, problem: string) => `${file} is not JSON: ${problem}`,
    notOpened: 'WeChat DevTools does not open the project',
    absent: (file: string, folder: string) => `there is no ${file} in ${folder}`,
    openInDevTools: 'open the folder in WeChat DevTools, which writes it',
    notText: (key: string, example: string) => `${key} must be a text, such as "${example}"`,
    folderNotFound: 'DevTools does not find the folder',
    writePath: 'write the path of the folder',
    noApp: (folder: string) => `there is no app.json in ${folder}`,
    appNotFound: 'DevTools does not find the mini program',
    setRoot: 'set miniprogramRoot to the folder that holds app.json',
    visitor: 'the appid is that of a visitor, who has no cloud',
    emptyAppid: 'the appid is empty',
    enterOwn,
    wrongAppid: 'the appid is not valid: it must be wx and 16 digits or letters a to f',
    noAppid: 'there is no appid',
    noAppidWhy: 'without it there is no cloud and no upload',
    copyAppid: 'copy it from the MP console, development settings',
    outside: (key: string, written: string) => `${key} leads out of the project: ${written}`,
    notFollowed: 'it is not followed',
    moveInside: 'move the folder into the project',
    notBuilt: (key: string, written: string) => `${key} names ${written}, which does not exist yet`,
    build: 'build the mini program: a script of package.json makes it',
    noRoot: (key: string, written: string) => `${key} names ${written}, which does not exist`,
    rootNotFound: 'DevTools does not find it',
    makeRoot: 'make the folder, or correct the path',
    unnamedRoot: (written: string) => `there is a folder ${written}, but cloudfunctionRoot does not name it`,
    noUpload: 'DevTools shows and uploads no functions',
    nameRoot: (written: string) => `add "cloudfunctionRoot": "${written}"`,
  },

  secrets: {
    withAppid: 'an appid and what looks like its secret are in the mini program',
    alone: 'what looks like a secret, 32 hexadecimal digits, is in the mini program',
    why: 'anyone can read what is in a mini program; with the secret they can act as its owner',
    fix: 'remove it, reset the secret in the MP console, and keep it in WX_SECRET of the functions',
  },

  bundles: {
    stale: (files: string) => `it is older than ${files}, from which it is built`,
    why: 'an upload would deploy the old code',
    rebuild: 'build the functions again, with npx wx-openapi build or your own build',
    unbuilt: (names: string, isOne: boolean) =>
      `${names} ${isOne ? 'is' : 'are'} not built yet, and WeChat runs JavaScript alone`,
    build: 'run npx wx-openapi build, and set cloudfunctionRoot to the folder that it names',
    buildAgain: 'run npx wx-openapi build before you upload them',
  },

  tokenRule: {
    why: 'anyone who reads a token can do everything that your account can do, for two hours',
    close: (preset: string) => `choose ${preset}, or { "read": false, "write": false }`,
    open: (right: string) => `${right} is not closed for the collection of tokens`,
    letsIn: (preset: string) =>
      `${preset} gives users of the mini program access to the collection of tokens`,
    notRule: 'this is not a rule: it must be an object with read and write',
    notRuleBecause: (problem: string) => `this is not a rule: ${problem}`,
    collection: 'the collection of tokens',
    unseen: (name: string) => `who may read ${name} cannot be seen from here`,
    closeInConsole: (preset: string) =>
      `choose ${preset} for it in the cloud console, or pass its rule with --token-rule`,
    noRule: 'CUSTOM comes without a rule for the collection of tokens',
  },

  uploads: {
    outside: (specifier: string, name: string) =>
      `${specifier} is outside the folder of ${name}, and only that folder is uploaded`,
    cannotFind,
    move: (file: string) => `move ${file} into the folder, or bundle the function with npx wx-openapi build`,
    noPackageFile: (name: string, wanted: string) => `${name} requires ${wanted}, and has no package.json`,
    undeclared: (name: string, wanted: string) =>
      `${name} requires ${wanted}, which is not in the dependencies of its package.json`,
    unlessBrought: `${cannotFind}, unless another package brings it`,
    install: (wanted: string, folder: string) =>
      `run npm install ${wanted} in ${folder}, or bundle the function with npx wx-openapi build`,
  },
}
