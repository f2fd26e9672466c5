import { sheets } from './en-sheets'

/** What the preview says, in English. */
export const en = {
  /** What is wrong in the source of a mini program. */
  build: {
    missing: 'the file is missing',
    missingScript: 'the file is missing (a .ts file would do)',
    missingFile: (file: string) => `${file} is missing`,
    notJson: (problem: string) => `not valid JSON: ${problem}`,
    noPages: 'pages is empty: name at least one page',
    noCustomTabBar: (file: string) =>
      `tabBar: custom is true, but ${file} is missing; the usual one is drawn`,
    tabNotInPages: (path: string) => `tabBar: ${path} is not in pages`,
    missingComponent: (tag: string, reference: string) =>
      `usingComponents: ${tag} leads to ${reference}, which is missing; it is drawn as a box`,
    missingPackage: (name: string) =>
      `usingComponents: ${name} is missing; its components are drawn as boxes until you run npm install ${name}`,
    missingLibrary: (library: string, name: string) =>
      `useExtendedLib: ${library} is missing; its components are drawn as boxes until you run npm install ${name}`,
    missingCompiler: (name: string, ending: string) =>
      `styles in ${ending} are left out until you run npm install --save-dev ${name}`,
    pluginComponent: (tag: string, reference: string) =>
      `usingComponents: ${tag} is of a plugin (${reference}); it is drawn as a box`,
    missingImport: (file: string) => `@import: ${file} is missing`,
    noNullish: "WeChat's own compiler has no ??, though this one has",
    xrFrame:
      'the tags of xr-frame (<xr-…>) are drawn as boxes: the preview has no scenes in three dimensions',
    unknownTag: (tag: string, unit: string) =>
      `<${tag}> is neither a built-in of the preview nor in usingComponents of ${unit}.json; it is drawn as a box`,
    brokenScript: (why: string) => `not valid JavaScript: ${why}`,
    skippedStyle: (why: string) => `left out: ${why}`,
    notDefined: (reference: string, from: string) =>
      `module '${reference}' is not defined: required by ${from}`,
    noPackage: 'the package of the preview was not found',
  },

  /** What the server of the page says. */
  server: {
    built: (milliseconds: number) => `preview: built in ${milliseconds} ms`,
    problem: (problem: string) => `preview: ${problem}`,
    moreWarnings: (count: number) => `preview: … and ${count} more, on the page`,
    notWatching: (why: string) => `preview: saving no longer reloads the page: ${why}`,
    noMiniProgram: (folder: string) => `there is no mini program in ${folder}: app.json is missing`,
    buildFirst: (folder: string, command: string) =>
      `there is no app.json in ${folder} yet: build it first with ${command}`,
    plugin: 'preview: compileType is plugin: the mini program beside it is shown, and the plugin as a box',
    miniProgram: 'Mini program',
    title: (name: string) => `${name} – preview`,
    onlyPost: 'only POST',
    onlyGet: 'only GET',
    notFound: 'not found',
    unknownCaller: 'no caller has this openid',
    tooLarge: (megabytes: number) => `the call is over ${megabytes} MB`,
    notJson: (problem: string) => `not JSON: ${problem}`,
    notCall: 'not a call: no name or caller',
    notForPages: 'the pages of a mini program cannot do that',
    noEmulator: 'the emulator does not respond; is it still running?',
    noAction: 'there is no such button',
    failed: (why: string) => `It did not work: ${why}`,
    manyHosts: 'more than one Host',
    foreignHost: 'foreign Host',
    foreignOrigin: 'foreign Origin',
    foreignSite: 'foreign site',
    notPath: 'not a path',
    wantsType: (type: string) => `send ${type}`,
    noToken: 'no valid token of the preview page',
  },

  /** The buttons for the emulator, and what they say when they are done. */
  actions: {
    hour: '1 hour passes',
    day: '1 day passes',
    busy: 'WeChat is busy',
    works: 'WeChat works again',
    time: (time: string) =>
      `For WeChat it is ${time} now. Press ⟳ at the top of the page to see what has changed.`,
    isBusy: (errcode: number) =>
      `WeChat returns ${errcode} for every call of logistics now, until it works again.`,
    isWorking: 'WeChat responds as usual. Retry a page that failed.',
    status: (status: number) => `the emulator returned HTTP ${status}`,
  },

  /** The page around the phone. */
  page: {
    language: 'en',
    about: 'About this preview',
    caller: 'Who is calling',
    theme: 'Theme',
    system: 'as the system',
    light: 'light',
    dark: 'dark',
    emulator: 'Emulator',
    calls: 'Cloud calls',
    noCalls: 'No calls yet. Every call of a cloud function, the database and the storage appears here.',
    ok: 'ok',
    duration: (milliseconds: number, caller: string) => `${milliseconds} ms, ${caller}`,
    params: 'Params',
    response: (status: number) => `WeChat responded ${status}`,
    failed: 'Failed',
    result: 'Result',
    warnings: (count: number) => `Not drawn (${count})`,
    notBuilt: 'The mini program could not be built',
    saveAgain: 'Correct the file and save it; this page then reloads by itself.',
    closeNotice: 'Close this notice',
    uncaught: (what: string) => `a promise was rejected and nothing caught it: ${what}`,
    status: (status: number, text: string) => `The preview's server returned HTTP ${status}: ${text}`,
    noServer: "The preview's server does not respond. Is it still running?",
  },

  /** What pages wanted to reach, and may not. */
  network: {
    title: (count: number) => `Refused (${count})`,
    notAllowed: (host: string, _address: string) =>
      `a page asked for ${host}, which is refused; start with --allow ${host} to let it through`,
    offline: (host: string, _address: string) =>
      `a page asked for ${host}, which is refused because of --offline`,
    wechat: (host: string, _address: string) =>
      `a page asked for ${host}, which is refused: pages must not call WeChat or its cloud directly; call it in a cloud function`,
    ours: (host: string, _address: string) =>
      `a page asked for ${host}, which is refused: the port belongs to wx-openapi itself`,
    inside: (host: string, address: string) =>
      `a page asked for ${host}, which is refused: it leads to ${address}, an address of this machine or network; start with --allow ${address} as well to let it through`,
    pictures:
      'pictures from servers beyond this machine are boxes with their address; start with --allow-images to load those of https',
    fonts: '@font-face: fonts from other servers are left out; a font of data: is loaded',
  },

  /** What the preview cannot do, and what went wrong in the mini program. */
  notices: {
    failed: (name: string) => `${name} failed`,
    because: (message: string, why: string) => `${message}: ${why}`,
    noOpenType: (tag: string, type: string) => `the preview has no ${tag} open-type "${type}"`,
    noPickerMode: (mode: string) => `the preview has no picker mode "${mode}"`,
    noImage: (source: string) => `the image ${source} cannot be loaded`,
    noMember: (path: string) => `${path} is not in the preview`,
    noBehavior: (path: string, name: string) => `${path}: the preview has no behavior "${name}"`,
    noPage: (path: string) => `app.json has no page "${path}"`,
    notLoaded: (path: string) => `${path} could not be loaded`,
    notRegistered: (path: string) => `${path} calls neither Page() nor Component()`,
    failedIn: (what: string, method: string) => `${what} failed in ${method}`,
    miniProgram: 'the mini program',
    template: 'its template',
    noOrder: 'there is no such order; order with cloudPay.unifiedOrder, and give its payment',
    notRunning: 'no mini program is running',
    noUserData: 'there is no emulator here that could know the user',
    notDeclared: (name: string) =>
      `WeChat refuses wx.${name} until requiredPrivateInfos of app.json lists it`,
    notOpenedByOther: 'no other mini program has opened this one',
    noNetwork: 'nothing here can send requests',
    noCloud: 'there is no emulator here, whose database and storage wx.cloud could use',
    noInit: 'wx.cloud.init() has not been called: WeChat refuses what wx.cloud does before it',
    noContainers:
      'the preview does not run the containers of cloud hosting: wx.cloud.callContainer has no answer',
  },

  /** What the phone itself shows, as WeChat does. */
  phone: {
    home: 'Home',
    loading: 'Loading',
    redDot: 'New',
    watched: 'Watched to the end',
    back: 'Back',
    refresh: 'Pull to refresh',
    tabBar: 'Tab bar',
    cancel: 'Cancel',
    confirm: 'OK',
    close: 'Close',
    choose: 'Select',
    content: 'Content',
    picture: 'Picture',
    previous: 'Previous',
    next: 'Next',
    ownFile: 'Choose a file',
    demoPicture: 'Use demo pictures',
    copied: 'Copied',
    takePicture: 'Take this picture',
    savePicture: 'Save the picture',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    officialAccount: 'Official account',
    advertisement: 'Advertisement',
    avatar: 'Avatar',
    pay: 'Pay',
    time: 'Time',
    date: 'Date',
    region: ['Province', 'City', 'District'],
    ...sheets,
  },
}

export type PreviewTexts = typeof en
