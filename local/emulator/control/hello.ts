/** What a person reads who opens the emulator without a browser. */
export const hello = `This is the emulator of wx-openapi-shim: it stands in for the server API of WeChat.
It is not WeChat. Nothing here is real, and nothing leaves this machine. Never give it a real secret.

GET    /__emu/log           the requests that arrived, in their order; tokens and secrets are masked;
                            ?path=, ?method= and ?last= choose some
GET    /__emu/effects       what was really done: orders made, printers bound, messages sent; ?last= chooses some
GET    /__emu/clock         the emulator's time
POST   /__emu/clock         moves it: { "advanceMs": 60000 }, { "set": "2030-01-01T00:00:00Z" }, { "skewMs": -600000 }
GET    /__emu/faults        the faults it was told to make, and how often each acted
POST   /__emu/faults        adds some: { "match": { "method": "logistics.addOrder", "nth": 2 }, "action": { "errcode": -1 } }
DELETE /__emu/faults        takes all away, or ?id=1
POST   /__emu/token-policy  { "policy": "stable" | "classic-strict" | "classic-overlap-last" | "classic-overlap-5min" }
POST   /__emu/revoke        kills tokens: {} all, or by "token", "appid", "kind"; { "errcode": 42001 } as expired
POST   /__emu/quota         limits: { "methods": { "logistics.addOrder": { "daily": 5, "perMinute": 2 } } }
POST   /__emu/account       { "appid": …, "secret": …, "secretFrozen": true, "ipAllowList": ["10.0.0.1"] }, null for none
POST   /__emu/functions     calls a cloud function: { "name": "logistics", "data": { … }, "openid": "oABC" }
POST   /__emu/database      { "busy": 3 } lets the next three transactions of the cloud database fail
GET    /__emu/database/collections  its collections, how many documents each has, and who may use them
POST   /__emu/database/collections  makes one, or says who may use it: { "name": "todos", "access": "PRIVATE" }
POST   /__emu/database/call    what the mini program asks: { "openid": "oABC", "action": "queryDocument", "collectionName": "todos" }
POST   /__emu/database/watch   what it watches: { "openid": "oABC", "collectionName": "todos" }, then { "watch": id } for
                            what is new, at last { "watch": id, "close": true }
POST   /__emu/reset         back to the state of the start

What changes something takes application/json only. A request may name itself with the header x-caller, and say with
x-emulated-ip that it comes from another address.
`
