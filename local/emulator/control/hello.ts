/** What a person reads who opens the emulator. */
export const hello = `This is the emulator of wx-openapi-shim: it stands in for the server API of WeChat.
It is not WeChat. Nothing here is real, and nothing leaves this machine. Never give it a real secret.

GET  /__emu/log       the requests that arrived, in their order; tokens and secrets are masked
GET  /__emu/effects   what was really done: orders made, printers bound, messages sent
GET  /__emu/clock     the emulator's time
POST /__emu/clock     moves it: { "advanceMs": 60000 } or { "set": "2030-01-01T00:00:00Z" }
POST /__emu/reset     back to the state of the start

POST takes application/json only. A request may name itself with the header x-caller.
`
