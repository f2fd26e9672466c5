const options = {
  also: 'a method that WeChat has and this version does not know; repeatable',
  json: 'one line of JSON on standard output',
  jsonErrors: 'one line of JSON on standard output, errors too',
  asJson: 'as JSON',
  nearestProject: 'the project (default: the nearest with project.config.json or cloudfunctions/)',
  projectFolder: 'a folder of the project (default: the current one)',
  paramsSource: 'JSON, @file.json, or - for standard input',
}

/** What the command says, in English. */
export const en = {
  options,

  program: {
    description:
      "WeChat's server API on this machine: an emulator to try it with, and calls of every method.",
    help: 'show this help',
    version: 'show the version',
    exitCodes: `Exit codes:
  0    success
  1    WeChat returned an errcode and did nothing; permissions and doctor: something is wrong
  2    the command or its input is wrong; nothing was sent
  3    WeChat was not reached, or gave no valid response in time; nothing was changed
  4    the call may have been executed, but no valid response confirms it: check before you send it again
  70   a bug in this command
  130  interrupted by Ctrl-C`,
    seeHelp: (command: string) => `\`${command}\` shows what it takes`,
    notAPort: 'It must be a number from 0 to 65535.',
    notMilliseconds: 'It must be a number of milliseconds above 0.',
  },

  errors: {
    bug: 'wx-openapi failed. This is a bug, please report it:',
    failed: (method: string) => `${method} failed:`,
    refused: 'That does not work:',
    means: 'means',
    fix: 'to do',
    retry: 'retry',
    retryable: 'the same call may succeed if you send it again',
    careful: 'careful',
    maybeExecuted: 'it may have been executed: check before you send it again',
  },

  endpoints: {
    noMethod: 'API not found',
    noNamespace: 'there is no such namespace',
    meant: (what: string, names: string) => `${what}; did you mean ${names}?`,
    or: ' or ',
    use: (names: string) => `use ${names}`,
    list: '`wx-openapi list` shows all of them',
    several: (count: number, wanted: string) => `${count} methods have "${wanted}"`,
    listThese: (wanted: string) => `\`wx-openapi list '${wanted}'\` shows them`,
  },

  signals: { ending: 'Stopping ... (press Ctrl-C again to stop at once)' },

  call: {
    summary: 'call a method, on the emulator unless --live',
    description:
      'Calls a method: on the running emulator, or on one for this call alone; with --live at WeChat itself.',
    method: 'its dotted name, such as logistics.getAllAccount',
    params: `its parameters: ${options.paramsSource}; a file in them is "@picture.png"`,
    live: 'go to WeChat itself, with WX_APPID and WX_SECRET from the environment',
    yes: 'with --live: call the method although it is a write',
    baseUrl: 'an emulator at this address; with --live, WeChat through it',
    project: 'the project whose running emulator to use',
    timeout: 'the longest the call may take (default 10000)',
    strict: 'check the parameters in full before anything is sent',
    out: 'write the result, or the file that it is, to a file',
    dryRun: 'show what would be sent and written, and do neither',
    verbose: 'show requests and responses on standard error, secrets masked',
    signing: 'Signed methods take their keys, with --live, from WX_PAY_APP_KEY and WX_SESSION_KEY.',
    going: (name: string, target: string) => `${name} -> ${target}`,
    noResponse: (why: string) => `no response: ${why}`,
    bytes: (count: number) => `${count} bytes`,
    isFile: 'The result is a file; use --out <file> to save it.',
    badOut: (out: string, why: string) => `--out ${out}: ${why}`,
    otherOut: 'give another file',
    outIsFolder: 'that is a folder',
    outRefused: (code: string) => `it cannot be written (${code})`,
    outFolderRefused: 'its folder cannot be written',
  },

  params: {
    unreadableFile: (file: string, code: string) => `cannot be read (${file}): ${code}`,
    wantsFile: 'is a file: write "@path/to/file.png"',
    unknownReason: 'unknown reason',
    empty: (source: string) => `are empty${source}; write {} for none`,
    notJson: (source: string, place: { line: number; column: number }, problem: string) =>
      `are not JSON${source}: line ${place.line}, column ${place.column}: ${problem}`,
    notObject: (start: string) => `must be a JSON object, { "name": value }, not ${start}`,
    unreadable: (source: string, code: string) => `cannot be read${source}: ${code}`,
    notUtf8: (source: string) => `are not UTF-8${source}; save the file as UTF-8`,
    standardInput: 'standard input',
  },

  target: {
    callAlone:
      'an emulator for this call alone, because none runs for this project (start one with `wx-openapi start`)',
    emulator: (host: string) => `the emulator at ${host}`,
    live: (host: string, appid: string) => `${host} as ${appid}`,
    and: ' and ',
    liveNeeds: (names: string) => `--live needs ${names} in the environment`,
    liveButLocal: '--live goes to WeChat, but WX_OPENAPI_BASE_URL names this machine',
    unsetBaseUrl: 'unset WX_OPENAPI_BASE_URL, or omit --live',
    liveWrite: 'this method is a write, and --live goes to the real WeChat',
    addYes: 'add --yes if that is what you want',
    notLocal: (host: string) => `${host} is not on this machine, and only --live goes elsewhere`,
    addLive: 'add --live, or name an emulator such as http://127.0.0.1:8686',
    unnamedHost: 'the host of --base-url',
    signed: (variable: string) => `this method is signed: --live needs ${variable} in the environment`,
    set: (variable: string) => `set ${variable}`,
  },

  invoke: {
    summary: 'call a cloud function of the project on this machine',
    description:
      'Calls a cloud function as a mini program does: of the running `wx-openapi start`, or one that runs for this call\nalone. Nothing real is used.',
    name: 'the name of its folder',
    event: `its event: ${options.paramsSource}`,
    openid: (openid: string) => `the user who calls (default ${openid}, who may use the functions)`,
    noUser: 'call it without a user, as a server does',
    timer: 'call it as this timer of its config.json does, at once',
    timeout: 'how long a function may take if cloudbaserc.json does not say it (default 20)',
    offline: 'let it reach nothing beyond this machine',
    notOfRunning: (what: string) => `${what}; not of a running \`wx-openapi start\``,
    notATimeout: 'It must be a number of seconds from 1 to 900, the longest that the cloud gives.',
    help: `Exit codes:
  0    the function returned; what it says is the result
  1    the function failed, or took too long
  2    there is no such function, or its event is wrong; nothing ran
  4    no response arrived: it may have run
  130  interrupted by Ctrl-C`,
    badEvent: (name: string, problem: string) => `the parameters of ${name} ${problem}`,
    noOpenid: '--openid is empty',
    nameUser: 'name a user, such as oABC',
    userAndNone: '--openid names a user, and --no-user and --timer call without one',
    omitOpenid: 'omit --openid',
    timerAndEvent: 'a timer has an event of its own',
    omitEvent: 'omit the event, or --timer',
    noTimer: (name: string, timer: string) => `function ${name} has no timer ${timer}`,
    thereAre: (names: string) => `its config.json has: ${names}`,
    addTimer: (name: string) => `add it to triggers in ${name}/config.json`,
    nobody: 'nobody',
    theTimer: (timer: string) => `timer ${timer}`,
    going: (name: string, where: string, openid: string) => `${name} -> ${where}, as ${openid}`,
    noResponse: (name: string, why: string) => `${name} gave no response: ${why}`,
    lookAtStart: 'look at the terminal of `wx-openapi start`, and start it again',
    running: (host: string) => `the functions at ${host}`,
    callAlone:
      'a process for this call alone, because none runs for this project (start one with `wx-openapi start`)',
  },

  list: {
    summary: 'list the methods',
    description: 'Lists the methods of a namespace, those found by some words, or all.',
    namespace:
      'such as logistics, or officialAccount for all below it; else words of names, Chinese titles and paths, or an errcode',
    cloud: 'cloud',
    idempotent: 'idempotent',
    deprecated: (title: string) => `${title} (deprecated)`,
    legend: (count: number) =>
      `${count === 1 ? '1 method' : `${count} methods`}; "cloud": callable as cloud.openapi too`,
  },

  describe: {
    summary: 'show the parameters, the result and the errcodes of a method',
    description: 'Shows all that is known about a method, and a call that you can paste.',
    method: 'its dotted name, such as logistics.addOrder, its path, or words that only it has',
    parameters: 'Parameters',
    result: 'Result',
    errcodes: 'Errcodes',
    example: 'Example',
    file: 'a file: { contentType, buffer }',
    orJson: ', or JSON:',
    none: 'none',
    required: 'required',
    optional: 'optional',
    wire: (name: string) => `(on the wire: ${name})`,
    request: 'request',
    effect: 'effect',
    read: 'read: no side effects',
    write: 'write: if you send it twice, it is executed twice',
    idempotent: (key: string) => `idempotent by ${key}: sent twice with the same ${key}, it is executed once`,
    auth: 'auth',
    cloudCall: 'cloud call',
    cloudCallable: (name: string) => `yes, with the permission ${name} in config.json`,
    httpsOnly: 'no, WeChat offers it over HTTPS only; this library calls it over HTTPS',
    deprecated: 'deprecated',
    aliasOf: 'alias of',
    pages: 'pages',
    pagesOf: (name: string, items: string) =>
      `openapi.${name}.pages() gives the items of ${items}, one by one`,
    see: 'see',
    noPage: 'no public page found',
  },

  explain: {
    summary: 'show what an errcode means and what to do',
    description: 'Shows what an errcode means, its usual causes, what to do, and which methods return it.',
    errcode: "WeChat's code or the library's own, such as 40164 or -604101",
    notANumber: 'It must be a whole number, such as 40164 or -604101.',
    kind: 'kind',
    causes: 'causes',
    or: 'or',
    fix: 'to do',
    noFix: (method: string | undefined) =>
      `compare the call with \`wx-openapi describe ${method}\`; if it is right, ask at https://developers.weixin.qq.com/community with the rid in errMsg`,
    from: 'from',
    anyMethod: 'any method',
    thisLibrary: 'this library, in any method',
    unknown: (errcode: number, known: number) =>
      `${errcode} is not among the ${known} errcodes that are known here. Read errMsg, which holds WeChat's own words. The nearest ones:`,
  },

  emulator: {
    summary: "start the emulator of WeChat's server API alone, for programs in any language",
    description:
      "Starts an emulator of WeChat's server API on this machine, and keeps running.\nNothing real is used; never give it a real secret.",
    port: 'where it listens (default 8686; 0 for any free port)',
    appid: 'appid of its first account (default wxdemo0000000000)',
    secret: 'secret of its first account (default demo-secret-that-is-not-one)',
    tokenPolicy: (names: string) => `what a new token does to the old one: ${names}`,
    profile: (names: string) => `respond as an old test suite expects: ${names}`,
    seed: 'a JSON file with the initial data',
    help: `The seed is JSON with any of: accounts, tokenPolicy, quota, faults, answers, calls, collections, clock,
logSize, profile.
  { "calls": [{ "method": "logistics.updatePrinter", "params": { "openid": "oABC", "update_type": "bind" } }],
    "answers": { "logistics.getQuota": { "quota_num": 7 } },
    "faults": [{ "match": { "method": "logistics.addOrder", "nth": 3 }, "action": { "errcode": -1 } }] }`,
    running: "An emulator of WeChat's server API is running on this machine. Nothing in it is real.",
    baseUrl: 'base URL',
    asGiven: '(as given)',
    page: (url: string) => `${url} (open it in a browser)`,
    firstCall: 'first call',
    ctrlC: 'Ctrl-C ends it.',
    seedFile: (file: string, problem: string) => `the seed ${file} ${problem}`,
    inSeed: (file: string, problem: string) => `the seed ${file}: ${problem}`,
    seedNotJson: (place: { line: number; column: number }, problem: string) =>
      `is not JSON: line ${place.line}, column ${place.column}: ${problem}`,
    seedNotObject: 'must be a JSON object',
    seedUnknown: (name: string, known: string) => `has "${name}"; it may have ${known}`,
    seedNotList: (name: string) => `has ${name} that is not a list`,
    seedNotUtf8: 'is not UTF-8',
    seedUnreadable: (code: string | undefined) => `cannot be read: ${code}`,
  },
}
