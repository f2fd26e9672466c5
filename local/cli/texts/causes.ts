import type { ErrcodeKind } from '../../../shared/errors/errcodes'

/** The usual causes of an errcode, the most common first; the errors tell what it means and what to do. */
export const causes: { readonly [errcode: number]: readonly string[] } = {
  [-1]: [
    'a moment of load at WeChat; the next try usually succeeds',
    'a parameter that the method does not understand and does not name',
  ],
  40001: [
    'another program fetched a token for the same account with cgi-bin/token, which invalidated this one',
    'the secret was reset in the console',
    'appid and secret of two accounts were mixed',
  ],
  40003: [
    'the openid comes from another mini program or official account',
    'a unionid, or an empty text, was sent as openid',
  ],
  40013: [
    'a letter is missing, or a space was copied with it',
    'the appid belongs to another kind of account',
  ],
  40014: ['the token was cut off on its way through a store', 'the token is of another account'],
  40029: [
    'the code was used before: each works once',
    'more than five minutes passed',
    'the code of wx.login was sent where that of the phone number button is required, or the other way round',
  ],
  40033: ['the JSON was made by a library that escapes every character that is not ASCII'],
  40113: ['the name of the file has no extension, or one of another type', 'a HEIC or WebP picture'],
  40132: ['a nickname or an openid was sent in place of the WeChat id'],
  40163: [
    'the page was opened twice, or the request was sent twice, with one code',
    'a retry after a lost response: the first request used the code',
  ],
  40234: ['the body was changed after it was signed', 'the private key belongs to another serial number'],
  40240: ['the clock of this machine is wrong', 'the request waited before it was sent'],
  40066: ['the path is spelled wrong, or the method was closed', 'a proxy changed the path'],
  40097: ['a value outside the allowed range', 'an optional parameter that this account may not use'],
  40125: [
    'the secret was reset in the console, and the function still has the old one',
    'a space was copied with it',
  ],
  40164: [
    'the server has a new address',
    'the function runs in the cloud without a fixed outgoing address',
    'the call left through a proxy or over IPv6',
  ],
  40243: ['somebody froze the secret in the console'],
  41001: ['the call was made without a client, or a proxy removed the query'],
  41005: ['the file went into the JSON instead of a media part', 'the body had no Content-Length'],
  42001: ['a token was kept after it expired, usually by a custom store'],
  42002: ['the user was away for longer than thirty days'],
  42003: ['more than five minutes passed since WeChat gave the code'],
  42007: ['the user changed the password of WeChat, or revoked the authorization'],
  43101: [
    'the user never subscribed to this template, or only once, and the one message was sent',
    'the user switched the messages of the mini program off',
  ],
  45009: [
    'a loop or a retry without a pause',
    'a token fetched for every call',
    'more users than the daily quota of the account allows for',
  ],
  45011: ['many calls at the same second, such as a batch without a pause'],
  45028: ['a subscription account has one mass message a day, a service account four a month'],
  45035: ['the server has a new address', 'the call left through a proxy'],
  45047: ['more customer service messages than WeChat allows for each message of the user'],
  47001: [
    'a number was sent as text, or a text as a number',
    'the body was encoded as a form, or twice as JSON',
    'a field that WeChat requires is missing',
  ],
  47003: [
    'a field of a template has a value that its kind does not take, such as a thing of more than 20 characters',
    'a keyword of the template is missing, or is not in the template',
    'a number was sent as text, or a text as a number',
  ],
  48002: ['the user switched the messages of the account off'],
  50005: ['the openid is of a user who left, or who never followed', 'the openid is of the mini program'],
  48001: [
    'the account is not verified, or of a type that has no such method',
    'the token belongs to another account, such as an official account in place of the mini program',
    'the feature was not switched on in the console',
  ],
  61005: ['the ticket that is stored is older than twelve hours'],
  61023: ['the account revoked the authorization, or authorised again, which replaced the refresh token'],
  61004: ['the function or server sends from an address that the third-party platform does not list'],
  40037: [
    'the template was deleted, or is another account’s',
    'the id of a public template was sent in place of that of the account’s own',
  ],
  40129: [
    'the text has other characters than digits, letters and a few signs, or is too long',
    'for content checks: a number that is not one of the scenes',
  ],
  40169: ['the scene has more than 32 characters', 'the body was encoded as a form'],
  41030: ['the page is not in the published version', 'the path begins with / or carries a query'],
  43104: ['the openid is of another mini program'],
  45029: [
    'codes of this kind are limited for the lifetime of the account; wxacode.getUnlimited makes codes that are not',
  ],
  61010: ['the user did not open the mini program in the last two hours'],
  87014: ['the content was judged to be against the rules'],
  930564: ['the waybills that the carrier sold to this account are used up'],
  9300501: [
    'an address or a phone number that the carrier does not take',
    'a service that the carrier does not offer there',
    'text with \\u escapes in place of its characters',
  ],
  9300502: ['the system of the carrier is down or slow'],
  9300506: ['the courier has collected the parcel already'],
  9300510: ['the serviceType is of another carrier or account'],
  9300517: ['another word than bind or unbind, or one with a capital or a space'],
  9300522: ['the call was repeated after a response that looked like a failure; the waybill exists'],
  9300525: ['the carrier has not reviewed the account yet, or refused it'],
  9300531: ['the customer code or its password was mistyped, or the carrier changed it'],
  [-404011]: [
    'the function threw an error, which follows in errMsg',
    'a package that the function requires was not uploaded: deploy it with "install dependencies in the cloud"',
  ],
  [-501000]: [
    'the function was not uploaded, or to another environment',
    'the name is misspelt, or wx.cloud.init names another environment',
  ],
  [-501001]: ['a moment of load; the next try usually succeeds', 'no network inside the function'],
  [-501005]: ['the id of the environment was mistyped, or belongs to another account'],
  [-502001]: [
    'the document is larger than 16 MB',
    'a value that the database does not take, such as a function',
  ],
  [-502003]: [
    'the preset of the collection lets only the creator read or write',
    'the document was added in the console or by a function, so it has no _openid',
  ],
  [-502005]: ['the collection was not created, or in another environment', 'its name is misspelt'],
  [-503003]: ['the file was deleted', 'the fileID is of another environment'],
  [-504002]: ['the function threw an error, or a package is missing', 'index.js does not export main'],
  [-504003]: [
    'the timeout is 3 s unless you raise it in the console or config.json',
    'a promise that never settles',
  ],
  [-601002]: ['wx.cloud.init was not called, or without an environment', 'the session of a page is over'],
  [-601004]: ['cloud development is not open for the account', 'the appid of the project is a test one'],
  [-501007]: [
    'a cycle, a function or bytes in the parameters',
    'with strict: a value of a type other than the row says',
  ],
  [-604100]: ['a misspelt method name', 'the function was uploaded before the method was added'],
  [-604101]: [
    'config.json of the function does not name the method',
    'config.json was changed, but the function was not uploaded since then, or less than ten minutes ago',
    'the method has no permission name, and serve was not given it under httpsOnly',
  ],
  [-604102]: [
    'the cloud function is stopped after 3 s unless you raise its timeout',
    'a slow network on the way to WeChat',
  ],
  [-604103]: ['a proxy responded in place of WeChat', 'the response was truncated'],
  [-604900]: [
    'the user is not in OPENAPI_OPERATORS',
    'the function was called by a trigger or over HTTP, so without a user',
  ],
  [-604901]: ['no network, or a proxy that was not told to Node', 'a base URL that leads nowhere'],
  [-604902]: ['the connection broke, or the call timed out, after it was sent'],
  [-604904]: ['a variable of the environment is not set', 'an option is misspelt'],
  [-604905]: [
    'a picture that was not compressed before it was sent',
    'an event that is not { method, params }',
  ],
}

/** What every code of a kind has in common. */
export const kinds: { readonly [kind in ErrcodeKind]: string } = {
  token: 'the access token was refused and nothing was done; the library fetches another and retries once',
  busy: 'WeChat could not say whether it was executed',
  rate: 'refused before anything was done, until the next minute',
  quota: 'refused until the day or the quota ends',
  rights: 'the account or the user is not allowed to do this',
  setup: 'a secret, an allow-list or an option is wrong',
  duplicate: 'an earlier send of the same call was executed',
  params: 'a parameter is wrong',
  cloud: "WeChat's cloud could not do it; the server API was not reached, or its response was lost",
  ours: 'not from WeChat: this library, or the cloud in front of it, returned it',
}
