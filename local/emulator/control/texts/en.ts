/** The text for anyone who opens the emulator without a browser. */
export const hello = `This is the emulator of wx-openapi-shim: it stands in for the server API of WeChat.
It is not WeChat. Nothing here is real, and nothing leaves this machine. Never give it a real secret.

GET    /__emu/log           the request log, oldest first; tokens and secrets are masked;
                            filter with ?path= and ?method=, limit with ?last=
GET    /__emu/calls         the requests of one method with their responses: ?method=subscribeMessage.send
GET    /__emu/unhandled     the methods that had only a sample to answer with, and how often
GET    /__emu/effects       side effects: orders created, printers bound, messages sent; limit with ?last=
GET    /__emu/clock         the emulator's clock
POST   /__emu/clock         sets it: { "advanceMs": 60000 }, { "set": "2030-01-01T00:00:00Z" }, { "skewMs": -600000 };
                            timers of functions that are due on the way run, the last 100 of each
GET    /__emu/faults        the fault rules, and how often each has applied
POST   /__emu/faults        adds rules: { "match": { "method": "logistics.addOrder", "nth": 2 }, "action": { "errcode": -1 } }
DELETE /__emu/faults        removes all rules, or one with ?id=1
GET    /__emu/answers       the answers that are configured
POST   /__emu/answers       configures some, in WeChat's names: { "logistics.getQuota": { "quota_num": 7 } }; a file as
                            { "contentType": "image/png", "base64": … }
DELETE /__emu/answers       takes back all that were set since the start, or one with ?method=logistics.getQuota
POST   /__emu/token-policy  { "policy": "stable" | "classic-strict" | "classic-overlap-last" | "classic-overlap-5min" }
POST   /__emu/revoke        revokes tokens: {} all, or by "token", "appid", "kind"; { "errcode": 42001 } as expired
POST   /__emu/quota         limits: { "methods": { "logistics.addOrder": { "daily": 5, "perMinute": 2 } } }
POST   /__emu/account       { "appid": …, "secret": …, "secretFrozen": true, "ipAllowList": ["10.0.0.1"] }, null for none
POST   /__emu/functions     calls a cloud function: { "name": "logistics", "data": { … }, "openid": "oABC", "log": true };
                            as its timer: { "name": "logistics", "timer": "daily" }
GET    /__emu/database/collections  its collections, how many documents each has, and who may use them
POST   /__emu/database/collections  creates one, or sets who may use it: { "name": "todos", "access": "PRIVATE" }
GET    /__emu/database/documents  all documents, in extended JSON
POST   /__emu/database/documents  puts documents in: { "collections": [{ "name": "todos", "documents": [{ … }] }] }
POST   /__emu/database/call    a mini program's request: { "openid": "oABC", "action": "queryDocument", "collectionName": "todos" }
POST   /__emu/database/watch   what it watches: { "openid": "oABC", "collectionName": "todos" }, then { "watch": id } for
                            what is new, at last { "watch": id, "close": true }
GET    /__emu/payments      the orders of cloudPay
POST   /__emu/payments      pays one: { "prepayId": … }; with "again": true its function is called once more
GET    /__emu/storage       where the files of the cloud storage are served
GET    /__emu/storage/files  all files; the bytes of one with ?file=photos/a.png
POST   /__emu/storage/files  keeps one: { "path": "photos/a.png", "base64": … }
POST   /__emu/storage/call  a mini program's request: { "openid": "oABC", "action": "storage.batchDeleteFile", "fileid_list": [] }
POST   /__emu/users         what a page gets for its user: { "openid": "oABC", "wants": "login" } a code, "phoneCode" too;
                            "user", "phone", "run", "group" data that is encrypted with the session_key
POST   /__emu/database      { "busy": 3 } makes the next three transactions of the cloud database fail
POST   /__emu/reset         resets everything to the seed

POST requires Content-Type: application/json, and so does DELETE with a body. A request may name its caller in the header x-caller, and the
address it comes from in x-emulated-ip.
`

/** The texts of the page. */
export const page = {
  title: "Emulator of WeChat's server API",
  introduction:
    'It stands in for WeChat on this machine. Nothing here is real, and nothing leaves this machine.',
  state: { heading: 'State', url: 'Base URL', accounts: 'Accounts', policy: 'Token policy', clock: 'Clock' },
  adjusted: ' (adjusted)',
  advanceHour: 'Advance the clock one hour',
  advanceTwoHours: 'Advance two hours: tokens expire',
  machineClock: "Back to the machine's clock",
  revokeAll: 'Revoke all tokens',
  reset: 'Reset',
  log: { heading: 'Request log', none: 'No requests yet. Make a call, then reload.' },
  effects: { heading: 'Side effects', none: 'None yet.' },
  payments: {
    heading: 'Payments',
    order: (yuan: string, body: string) => `¥${yuan} ${body}`,
    told: (name: string) => `function ${name} accepted it`,
    notTold: (name: string, problem: string) => `function ${name} did not accept it: ${problem}`,
    pay: 'Pay',
    again: 'Call the function again',
  },
  faults: {
    heading: 'Fault rules',
    none: 'None. Add some with POST /__emu/faults.',
    name: (id: number) => `Fault ${id}`,
    applied: (used: number, seen: number) => `applied to ${used} of ${seen} matching requests`,
    remove: 'Remove',
  },
  call: {
    cloud: 'cloud call',
    fault: (id: number) => `fault ${id}`,
    query: 'Query',
    body: 'Body',
    curl: 'As curl',
    library: 'As a call of this library',
    copy: 'Copy',
  },
} as const
