/**
 * What kind of answer an errcode is; it decides what happens next.
 * - `token`: the access token was refused and the call not made; worth one more try with another token
 * - `busy`: WeChat could not say whether it did the call
 * - `rate`: refused before the call was made, until the next minute
 * - `quota`: refused until a day or an allowance ends
 * - `rights`: the account may not do this
 * - `setup`: a secret, an allow-list or an option is wrong
 * - `duplicate`: done before, by an earlier send of the same call
 * - `params`: a parameter is wrong
 * - `cloud`: WeChat's cloud could not do it, in front of the server API
 * - `ours`: nothing came from WeChat, this library says it
 */
export type ErrcodeKind =
  | 'token'
  | 'busy'
  | 'rate'
  | 'quota'
  | 'rights'
  | 'setup'
  | 'duplicate'
  | 'params'
  | 'cloud'
  | 'ours'

/** One errcode: what it means and what to do about it. */
export interface Errcode {
  readonly kind: ErrcodeKind
  readonly means: string
  readonly fix: string
}

/** What a code means, and what to do about it. */
export type Said = readonly [means: string, fix: string]

/** The words for codes, by kind. */
export type Texts = { readonly [kind in ErrcodeKind]?: { readonly [errcode: number]: Said } }

const consoleNotices = 'check the notices in the MP console'
const checkVerb = 'compare the verb with the documentation of the method'
const checkParams = 'compare the parameters with the documentation of the method'
const freshCode = 'get a fresh code; each works once, for five minutes'
const authoriseAgain = 'let the account authorise the platform again'
const componentToken = 'fetch the component_access_token again, with the newest component_verify_ticket'
const signAgain = 'sign the request with the API security keys of the account'
const tryLater = 'try again later; check first whether a write was done'
const readLog = "read the function's log in the cloud console"
const raiseQuota = 'wait, or choose a larger plan of the cloud environment'
const mustConfirm: Said = [
  'an administrator must confirm this IP address',
  'confirm it in the WeChat message',
]
const pollFailed: Said = ['the result of the cloud function could not be fetched', readLog]
const watchFailed: Said = ['the watch of the database failed', 'open the watch again in onError']
const noAuth: Said = [
  'the other environment does not let this account in',
  'check the function cloudbase_auth of the environment that is shared',
]

/**
 * Codes that any method can answer and that this library only passes on. Bundles of single functions leave them out:
 * there platform-errcodes.left-out.ts stands in for this file.
 */
export const platformErrcodes: Texts = {
  quota: {
    45028: ['the account has no mass message left', 'wait for the next day or month; see the MP console'],
    45047: ['too many customer service messages to this user', 'wait until the user writes again'],
    48006: ['clear_quota is used up for this month', 'wait until the month ends'],
    87013: ['no more reviews can be withdrawn', 'wait: five a day and ten a month can be'],
  },
  rights: {
    42007: ["the user changed the password, so the user's tokens are revoked", 'let the user sign in again'],
    43101: ['the user refused this message', 'request the subscription again when the user taps'],
    48001: ['the account has no right to this method', 'check the type and the verification of the account'],
    48002: ['the user does not accept messages of this account', 'none: only the user can switch them on'],
    48004: ['the method is closed for this account', consoleNotices],
    50001: ['the user or the account has no right to this', 'check what the user granted'],
    50002: ['the user or the account is restricted', consoleNotices],
    50003: ['the user is not on the list of those who may do this', 'add the user in the MP console'],
    50005: ['the user does not follow the account', 'send to followers only; ask the user to follow'],
    53500: ['the account may not publish', consoleNotices],
    61003: ['the account has not authorised this component', 'authorise it again'],
    61007: ['the method is not among those authorised', 'authorise the missing permission set'],
    61016: [
      'this permission set must be confirmed by the platform',
      'confirm it in the open platform console',
    ],
    61017: ['this permission set is not authorised', authoriseAgain],
    86000: [
      'only a third-party platform may do this for a mini program',
      'call it with its authorizer token',
    ],
    88000: ['the account has no comments', 'the MP console shows whether comments are open to it'],
  },
  setup: {
    40230: ['the signed request has no serial number', signAgain],
    40231: ['the signed request has no timestamp', signAgain],
    40232: ['the request has no signature', signAgain],
    40233: ['the signed request has no appid', signAgain],
    40234: ['the signature of the request is not valid', 'check the private key and what is signed'],
    40235: ['the request could not be decrypted', 'check the symmetric key and its serial number'],
    40236: ['the appid of the signed request is not valid', 'give the appid of the account that signs'],
    40237: ['the appid of the signed request is not that of the token', 'use the keys of the same account'],
    40238: ['the account has no symmetric key', 'set it in the MP console, API security'],
    40239: ['the account has no public key', 'set it in the MP console, API security'],
    40240: ['the timestamp of the signed request is too old', 'set the clock of this machine'],
    40243: [
      'the secret is frozen',
      'unfreeze it in the MP console and wait ten minutes; cloud calls keep working',
    ],
    45035: ['the IP address of this machine is not registered', 'add it to the IP allow-list of the account'],
    61005: [
      'the component_verify_ticket has expired',
      'use the newest one: WeChat pushes it every ten minutes',
    ],
    61006: [
      'the component_verify_ticket is not valid',
      'use the newest one: WeChat pushes it every ten minutes',
    ],
    61008: ['the request of the component was repeated', 'make a new pre_auth_code'],
    61009: ['the authorization code is not valid', authoriseAgain],
    61010: ['the authorization code has expired', authoriseAgain],
    61011: ['the component is not valid', 'check the appid of the third-party platform'],
    61012: ['the name of the option is not valid', checkParams],
    61013: ['the value of the option is not valid', checkParams],
    61014: ['this method takes the token of the component', componentToken],
    61015: ['this method takes the token of the account', 'call it with the authorizer_access_token'],
    61018: ['this permission set is confirmed already', 'none needed'],
    61019: ['this permission set needs no confirmation', 'none needed'],
    61020: ['a parameter of the confirmation is not valid', checkParams],
    61021: ['this permission set cannot be confirmed', 'check its state in the open platform console'],
    61022: ['it cannot be submitted again', 'wait for the outcome of the first one'],
    61023: ["the account's refresh token is not valid", authoriseAgain],
    61024: ['the account belongs to a component', 'fetch its token with api_authorizer_token'],
    89501: mustConfirm,
    89503: mustConfirm,
    89506: ['an administrator refused this IP address', 'try again after 24 hours'],
    89507: ['an administrator refused this IP address', 'try again after an hour'],
  },
  params: {
    40002: ['the grant type is not valid', 'check the parameters'],
    40003: ['the openid is not valid', 'use an openid of a user of this very account'],
    40008: ['the type of the message is not valid', checkParams],
    40029: ['the code is not valid or was used', freshCode],
    40033: ['the text has \\u escapes in place of characters', 'send the characters themselves, as UTF-8'],
    40050: ['the id of the group is not valid', 'list the groups, and give one of their ids'],
    40066: ['there is no method at this path', 'compare verb and path with the documentation'],
    40097: ['a parameter is not valid', checkParams],
    40113: [
      'the type of the file is not supported',
      'send a type that the documentation of the method names',
    ],
    40132: ['the WeChat id is not valid', 'give the WeChat id of a user, not a nickname or an openid'],
    40163: ['the code was used', freshCode],
    41005: ['the file is missing or malformed', 'send it as a media part, { contentType, value }'],
    41008: ['the code is missing', 'send the code that WeChat gave to the page'],
    42002: ['the refresh token has expired', 'let the user sign in again'],
    42003: ['the code has expired', freshCode],
    43001: ['the call must be a GET', checkVerb],
    43002: ['the call must be a POST', checkVerb],
    43003: ['the call must use HTTPS', 'check the base URL: it begins with https://'],
    44001: ['the file is empty', 'send the bytes of the file'],
    44002: ['the body is empty', 'send the parameters as JSON'],
    45001: ['the file is too large', 'make it smaller; the documentation of the method has the limit'],
    45002: ['the content is too long', 'shorten it'],
    45007: ['the sound is too long', 'shorten it to 60 seconds'],
    45008: [
      'the message has too many articles',
      'send fewer: eight at most, one in a customer service message',
    ],
    45010: ['too many menus', 'delete some first'],
    45012: ['the template is too large', 'shorten it'],
    45157: ['the name of the tag is not valid, or another tag has it', 'choose another name'],
    46003: ['the account has no menu', 'create it first'],
    47001: [
      'the body is not JSON, or a field is missing or of a wrong type',
      'check the types of the parameters',
    ],
    47002: ['the JSON has \\u escapes in place of characters', 'send the characters themselves, as UTF-8'],
    61451: ['a parameter is not valid', checkParams],
    65301: ['there is no conditional menu of this menuid', 'list the menus, and give one of their menuids'],
    65304: ['the matchrule is empty', 'give at least one condition'],
    85015: ['the account is not a mini program', 'call it for a mini program'],
    89255: ['the code of the company is not valid', 'check its length, which depends on codeType'],
    9001001: ['the data that was posted is not valid', checkParams],
  },
  cloud: {
    [-401001]: [
      'the SDK has no right to this',
      'check that wx.cloud.init ran, with an environment of the account',
    ],
    [-401002]: ['a parameter of the SDK is not valid', 'correct the parameter named in errMsg'],
    [-401003]: ['a parameter of the SDK has a wrong type', 'correct the parameter named in errMsg'],
    [-402001]: ['the data refer to themselves', 'remove the circular reference'],
    [-402002]: watchFailed,
    [-402003]: watchFailed,
    [-402004]: watchFailed,
    [-402005]: ['the watch could not be closed', 'none needed: it ends with the page'],
    [-402006]: watchFailed,
    [-402007]: watchFailed,
    [-402008]: watchFailed,
    [-402009]: watchFailed,
    [-402010]: watchFailed,
    [-402011]: watchFailed,
    [-403001]: ['the file is too large', 'upload less than 50 MB from a mini program'],
    [-404001]: pollFailed,
    [-404002]: pollFailed,
    [-404003]: pollFailed,
    [-404004]: pollFailed,
    [-404005]: pollFailed,
    [-404006]: pollFailed,
    [-404007]: pollFailed,
    [-404008]: pollFailed,
    [-404009]: pollFailed,
    [-404010]: ['the result of the cloud function has expired', tryLater],
    [-404011]: [
      'the cloud function failed',
      'read the error after it in errMsg, and the log of the function',
    ],
    [-404012]: pollFailed,
    [-501000]: ['the resource was not found', 'check that the function is uploaded, and the environment'],
    [-501001]: ['the cloud failed', tryLater],
    [-501002]: ['the cloud did not respond in time', tryLater],
    [-501003]: ['the environment has no requests left', raiseQuota],
    [-501004]: ['too many requests at the same time', raiseQuota],
    [-501005]: ['the environment is not valid', 'check the id of the environment in init'],
    [-501006]: ['a common parameter is not valid', 'use a newer version of the SDK'],
    [-501008]: ['the source of the request is not allowed', 'call from the mini program or a function of it'],
    [-501009]: ['the resource does not exist', 'check its name, and the environment in init'],
    [-501015]: ['the environment has no reads left today', raiseQuota],
    [-501016]: ['the environment has no writes left today', raiseQuota],
    [-501017]: ['the environment has no space left', 'delete data, or choose a larger plan'],
    [-501018]: ['the resource is not available', 'check the state of the environment in the console'],
    [-501019]: ['this is not authorised', 'check the permissions of the environment'],
    [-501020]: ['a parameter is not known', 'use a newer version of the SDK'],
    [-501021]: ['the operation is not supported', 'check the documentation of the cloud'],
    [-501023]: ['permission denied', "check the rules of the collection or the environment's permissions"],
    [-502001]: ['the database could not do it', 'errMsg says why; check the query and the data'],
    [-502002]: ['an operator of the query is not valid', 'use the commands of db.command'],
    [-502003]: ['the database permissions do not allow this', 'change them, or do it in a cloud function'],
    [-502005]: ['the collection does not exist', 'create it in the cloud console'],
    [-502010]: ['the operation failed', 'errMsg says why'],
    [-502011]: ['the operation took too long', 'add an index, or ask for less'],
    [-502012]: ['the document could not be added', 'errMsg says why'],
    [-502013]: ['the collection could not be created', 'check its name, and the number of collections'],
    [-502014]: ['the documents could not be removed', 'errMsg says why'],
    [-502015]: ['the query failed', 'errMsg says why'],
    [-503001]: ['the storage could not do it', tryLater],
    [-503002]: ['the storage permissions do not allow this', 'change them, or do it in a cloud function'],
    [-503003]: ['the file does not exist', 'check its fileID, and the environment in it'],
    [-503004]: ['the signature of the file is not valid', 'get a fresh temporary URL'],
    [-504001]: ['the cloud function could not be called', 'check that it is uploaded'],
    [-504002]: ['the cloud function threw an error', readLog],
    [-504003]: ['the cloud function took too long', 'raise its timeout (3 s by default), or do less'],
    [-601001]: ['WeChat failed', tryLater],
    [-601002]: [
      'WeChat did not accept the parameters',
      'check that init names an environment of this account',
    ],
    [-601003]: ['the network failed', tryLater],
    [-601004]: ['the account has no right to this', 'check that cloud development is open for it'],
    [-601005]: ['the CloudID is not valid', 'pass it at the top level of data, as wx.cloud.CloudID(…)'],
    [-601006]: ['the CloudID has expired', 'get a fresh one'],
    [-601007]: ["the CloudID is another user's", 'pass it in a call of the user whom it belongs to'],
    [-601008]: ['WeChat did not respond in time', tryLater],
    [-601009]: ['the account of the user has no phone number', 'let the user bind one in WeChat'],
    [-601010]: ['writing is not allowed', 'check the permissions of the environment'],
    [-601011]: ['this is not allowed', 'check the permissions of the environment'],
    [-601012]: [
      'the account may not use this environment',
      'check its id, and that it is shared with the account',
    ],
    [-601013]: [
      'the account may not use the environments of others',
      'share the environment in the cloud console',
    ],
    [-601015]: noAuth,
    [-601016]: noAuth,
    [-601017]: noAuth,
    [-601018]: ['the method is not authorised', 'check the permissions of the environment'],
    [-604104]: ['the source of the call is not allowed', 'call it from a cloud function of this account'],
    [-605101]: ['the query text cannot be read', 'check the JavaScript expression in query'],
  },
}

/** What to say of a code without text. */
export const unknownErrcode = (_code: number): Partial<Errcode> => ({})
