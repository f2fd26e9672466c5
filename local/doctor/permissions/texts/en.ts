const notAllowed = 'WeChat returns -604101, function has no permission to call this API'
const noMethod = 'the call fails with -604100, API not found'
const refusesToStart = 'serve refuses to start with it'
const listByHand = 'list the methods it may call by hand'
const also = (name: string) => `if WeChat has added ${name} since, pass --also ${name}`

/** What is found about permissions, why it matters and how to fix it, in English. */
export const en = {
  notAllowed,
  noMethod,
  refusesToStart,

  calls: {
    withdrawn: (name: string, why: string) => `${name} is called here: ${why}`,
    httpsOnly: (name: string) =>
      `${name} cannot be called with cloud.openapi: it is HTTPS only, and no permission changes that`,
    callOverHttps: 'call it with createOpenapi() of wx-openapi-shim, which goes over HTTPS',
    namespace: (name: string) => `${name} is a namespace, not a method`,
    callMethod: (name: string) => `call a method of it: npx wx-openapi list ${name}`,
    misspelt: (name: string, slip: string) => `there is no method ${name}; did you mean ${slip}?`,
    correct: (name: string, slip: string) => `write ${slip}; ${also(name)}`,
    unknown: (name: string, nearest: string | undefined) =>
      `no method ${name} is known${nearest === undefined ? '' : `; the nearest is ${nearest}`}`,
    search: (name: string) => `search for it with npx wx-openapi list; ${also(name)}`,
  },

  serve: {
    notServed: (option: string, name: string, hint: string) =>
      `${option} names ${name}, which is not served${hint}`,
    write: (name: string) => `write ${name}`,
    removeOrServe: 'remove it, or serve its namespace',
    hasPermission: (name: string) => `httpsOnly names ${name}, which has a permission name`,
    list: (file: string) => `remove it from httpsOnly and list it in ${file}`,
    noPermission: (name: string) =>
      `everyone names ${name}, which has no permission name and is not in httpsOnly`,
    refused: 'every call of it is refused with -604101',
    addHttpsOnly: 'add it to httpsOnly too',
    otherFile: (file: string) => `serve is given a file other than ${file}`,
    twoFiles: 'WeChat reads the one, serve the other',
    importConfig: "import './config.json'",
    noList: (file: string) => `${file} has no list at permissions.openapi, so serve allows nothing`,
    addList: 'add "permissions": { "openapi": […] }',
    noConfig: (file: string) => `there is no ${file}, so serve has nothing that it may call`,
    notBuilt: 'the function cannot be built',
    fixWrites: 'run npx wx-openapi permissions fix, which writes one',
  },

  config: {
    notJson: (problem: string) => `config.json is not JSON: ${problem}`,
    notObject: 'config.json must hold an object',
    permissionsNotObject: 'permissions must be an object, { "openapi": […] }',
    notList: 'permissions.openapi must be a list of names',
    notName: 'permissions.openapi may hold names in double quotes only',
    mustBeList: (path: string) => `${path}, which must be a list,`,
    why: 'WeChat allows the function nothing, or refuses its upload',
    correct: 'correct it there; fix left it as it was',
    write: 'write { "permissions": { "openapi": ["…"] } }',
    noPermissionName: (name: string) =>
      `${name} has no permission name: it is HTTPS only, so listing it changes nothing`,
    remove: (file: string, isServed: boolean) =>
      `remove it from ${file}${isServed ? ', and name it in httpsOnly of serve' : ''}`,
    notAllowed: (name: string) => `${name} is not allowed by it; ${notAllowed}`,
    missing: (name: string, more: number, lack: string) =>
      `${name} is called here${more > 0 ? ` (and ${more} more)` : ''}, but ${lack}`,
    noFile: (file: string) => `there is no ${file}`,
    notListed: (file: string) => `${file} does not list it`,
    add: (name: string) => `add "${name}" to permissions.openapi, or run npx wx-openapi permissions fix`,
    misplaced: (name: string, where: string, of: string, place: string) =>
      `${name} is ${where}; ${of} calls it at ${place}`,
    atPath: (path: string, file: string) => `at ${path} of ${file}`,
    ofOther: (file: string) => `in ${file}, whose function does not call it`,
    move: (file: string) => `move it to permissions.openapi of ${file}`,
    unused: (name: string, of: string, mention: string) =>
      `${name} is listed, but nothing in ${of} calls it${mention}`,
    mentioned: (place: string) => `; ${place} names it, but never runs`,
    overHttps: (name: string, of: string) =>
      `${name} is listed, but ${of} calls it over HTTPS, which needs no permission`,
    unusedWhy: 'anyone who gets into the function may call it too',
    prune: (file: string) => `remove it from ${file}, or run npx wx-openapi permissions fix --prune`,
    useless: (name: string, path: string, file: string) =>
      `${name} is at ${path} of ${file}, where WeChat does not read it`,
    allowsNothing: 'it allows nothing',
    rightPlace: (file: string) => `remove it; the place is permissions.openapi of ${file}`,
    anyRightPlace: 'remove it; the place is permissions.openapi in the config.json of a function',
  },

  program: {
    unreadable: (problem: string) => `this file is not a program: ${problem}`,
    unreadableWhy: 'what it calls is not known, and it will not run',
    correct: 'correct it; the other files were read',
    cannotRead: (code: string) => `it cannot be read (${code})`,
    lostImport: (why: string) => `this import is not followed: ${why}`,
    dynamicImport: 'the path of this import is only known at run time, so it is not followed',
    dynamicCall: (below: string) =>
      `the name of a method${below === '' ? '' : ` of ${below}`} is only known at run time, so the permission it needs is not known`,
    handedOn: (below: string, to: string) =>
      `openapi${below === '' ? '' : `.${below}`} is passed to ${to}, which is not part of the project; what it calls is not known`,
    aFunction: 'a function',
    listByHand,
    unsure: (name: string) =>
      `this looks like a call of ${name}, but where its openapi comes from is not known`,
    listIfCloud: 'list it if it is a cloud call',
    passedOver: (specifier: string) => `${specifier} is skipped: it is over 1 MB, or a third-party library`,
    linkedFunction: (name: string) => `${name} runs a link out of the project, which is not followed`,
    noProgram: (name: string) =>
      `${name} has a config.json, but no index.js or index.ts: what it calls is not known`,
    link: 'this is a link out of the project, which is not followed',
  },

  imports: {
    buildName: (specifier: string) => `${specifier} is a name that only a build tool can resolve`,
    outside: (specifier: string) => `${specifier} is outside the project`,
    linkOut: (specifier: string) => `${specifier} is a link out of the project`,
    noFile: (specifier: string) => `there is no file ${specifier}`,
  },

  fix: {
    refused: (code: string | undefined) => `it cannot be written (${code})`,
    linkOut: 'it is a link out of the project',
    notUtf8: 'it is not UTF-8',
    notObject: 'it does not hold an object',
    changed: (file: string) => `${file} was changed meanwhile; run it again`,
  },
}
