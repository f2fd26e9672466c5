// Loaded into a process before anything else: below everything that a program or a fence can do, it lets no connection
// and no question for a name leave this machine, and writes each attempt into the file WAYS_OUT.
const { appendFileSync } = require('node:fs')

const isLoopback = address => /^(?:::ffff:)?127\./.test(address) || address === '::1'
const refused = -111
const noSuchName = -3008

function note(what) {
  if (process.env.WAYS_OUT) appendFileSync(process.env.WAYS_OUT, `${what}\n`)
}

const { TCP } = process.binding('tcp_wrap')
for (const name of ['connect', 'connect6']) {
  const real = TCP.prototype[name]
  TCP.prototype[name] = function connect(request, address, ...rest) {
    if (isLoopback(address)) return real.call(this, request, address, ...rest)
    note(`connection to ${address}`)
    return refused
  }
}

const names = process.binding('cares_wrap')
const lookup = names.getaddrinfo
names.getaddrinfo = (request, host, ...rest) => {
  if (host === 'localhost') return lookup(request, host, ...rest)
  note(`name ${host}`)
  return noSuchName
}
const { prototype } = names.ChannelWrap
for (const name of Object.getOwnPropertyNames(prototype).filter(one => one.startsWith('query'))) {
  prototype[name] = (_, host) => {
    note(`question ${host}`)
    return noSuchName
  }
}
