// Runs before anything else in the process of a function, in its workers and in the node processes that it starts. Every
// client of node, whatever package it is, opens its connections through net.Socket: that is where hosts are replaced.
import dns from 'node:dns'
import { readFileSync } from 'node:fs'
import http from 'node:http'
import Module from 'node:module'
import net from 'node:net'
import tls from 'node:tls'
import {
  addressOf,
  type FenceOfFunction,
  hostAt,
  judge,
  plainHost,
  refusedAction,
  type Verdict,
} from './fence'

/** Made by preload-file.ts: it stands before this text. */
declare const fence: FenceOfFunction

/** The arguments of `connect`, as node itself hands them on: an array with a mark. */
type Normalized = [options: net.TcpNetConnectOpts & { path?: string; fd?: number }, done: (() => void) | null]
type Connect = (this: net.Socket, ...args: unknown[]) => net.Socket

const { _normalizeArgs: normalize } = net as unknown as { _normalizeArgs(args: unknown[]): Normalized }
const prototype = net.Socket.prototype as unknown as { connect: Connect }
const realConnect = prototype.connect

prototype.connect = function connect(...args) {
  const normalized = Array.isArray(args[0]) ? (args[0] as Normalized) : normalize(args)
  const [options, done] = normalized
  // Sockets of the file system stay on this machine.
  if (options.path) return realConnect.apply(this, args)
  const host = options.host || 'localhost'
  const verdict = judge(host, fence.isOffline)
  if (verdict === 'local' || verdict === 'let') return realConnect.apply(this, args)
  if (verdict === 'played') {
    const { lookup: _, localAddress: __, family: ___, hints: ____, ...rest } = options
    const replaced = { ...rest, host: '127.0.0.1', port: fence.port }
    // Clients of HTTP/2 name the server by it.
    Object.defineProperty(this, 'remotePort', { value: Number(options.port), configurable: true })
    return realConnect.call(this, Object.assign(normalized.slice(), marksOf(normalized), { 0: replaced }))
  }
  if (done) this.once('connect', done)
  Object.assign(this, { connecting: true })
  const { error, told } = refusal(host, verdict, Number(options.port))
  void told.then(() => this.destroy(error))
  return this
}

/** The symbols by which node knows arguments that it has read already. */
const marksOf = (list: object): object =>
  Object.fromEntries(Object.getOwnPropertySymbols(list).map(mark => [mark, (list as never)[mark]]))

/** By host, until the emulator knows of it. */
const reports = new Map<string, Promise<void>>()

interface Refusal {
  readonly error: Error
  /** Resolves once the terminal heard of it: a function may end right after the error. */
  readonly told: Promise<void>
}

/** The error of a refused connection. */
function refusal(given: string, verdict: Verdict, port?: number): Refusal {
  const host = hostAt(given) ?? plainHost(given)
  const why =
    verdict === 'offline'
      ? 'was refused: the functions run with --offline'
      : 'was refused: the emulator does not play this host, and nothing is sent to WeChat or its cloud'
  const error = new Error(`wx-openapi: the connection to ${host} ${why}`)
  Object.assign(error, { code: 'ECONNREFUSED', syscall: 'connect', hostname: host, port })
  const told = reports.get(host) ?? report(host, verdict)
  reports.set(host, told)
  return { error, told }
}

/** An emulator that does not answer holds no function up. */
const longestReportMs = 1_000

/** Tells the emulator, once for each host. */
function report(host: string, verdict: Verdict): Promise<void> {
  const { functionName, gatewayUrl } = fence
  const isOffline = verdict === 'offline'
  const told = JSON.stringify({
    action: refusedAction,
    function_name: functionName,
    host,
    offline: isOffline,
  })
  const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(told) }
  return new Promise(resolve => {
    const options = { method: 'POST', headers, agent: false, timeout: longestReportMs }
    const request = http.request(gatewayUrl, options, answer => answer.resume())
    request.on('timeout', () => request.destroy()).on('error', () => undefined)
    request.on('close', resolve)
    request.end(told)
  })
}

// For the hosts that it plays, the emulator's certificate is trusted beside whatever a client trusts, also where it names
// its own. A context that is made ahead does not say for which host it is.
const realContext = tls.createSecureContext
tls.createSecureContext = (options = {}) => {
  const secure = realContext(options)
  const { servername, host } = options as tls.ConnectionOptions
  const name = servername || host
  if (name && judge(name, false) !== 'played') return secure
  const context = secure.context as { addCACert(pem: string): void }
  context.addCACert(fence.certificate)
  // By that the context lost what the developer trusts (Node 20).
  if (!name && !options.ca && trusted()) context.addCACert(trusted())
  return secure
}

let extra: string | undefined

/** The certificates of NODE_EXTRA_CA_CERTS. */
function trusted(): string {
  const file = process.env.NODE_EXTRA_CA_CERTS
  try {
    extra ??= file ? readFileSync(file, 'utf8') : ''
  } catch {
    // Node has warned of it at the start.
    extra = ''
  }
  return extra
}

// Some clients look a name up before they connect: no question about a played or a refused host leaves the machine.
type Callback = (error: Error | null, ...found: unknown[]) => void
type Lookup = (host: string, ...rest: unknown[]) => unknown

/** A name that is not looked up, or undefined. */
function standIn(host: unknown): { addresses: string[] } | Refusal | undefined {
  if (typeof host !== 'string' || net.isIP(host) !== 0) return undefined
  const verdict = judge(host, fence.isOffline)
  if (verdict === 'played') return { addresses: [addressOf(host)] }
  if (verdict === 'refused' || verdict === 'offline') return refusal(host, verdict)
  return undefined
}

const missing = (host: string) =>
  Object.assign(new Error(`query ENODATA ${host}`), { code: 'ENODATA', hostname: host })

/** What `lookup` gives for an address, as its options want it. */
function asLookup(address: string, options: unknown): unknown[] {
  const { family, all } = (
    typeof options === 'object' && options !== null ? options : { family: options }
  ) as {
    family?: unknown
    all?: boolean
  }
  const isSix = family === 6 || family === 'IPv6'
  const found = { address: isSix ? `::ffff:${address}` : address, family: isSix ? 6 : 4 }
  return all ? [[found]] : [found.address, found.family]
}

function fenceCallbacks(owner: object, name: string): void {
  const methods = owner as { [name: string]: Lookup | undefined }
  const real = methods[name]
  if (!real) return
  methods[name] = function (this: unknown, host, ...rest) {
    const instead = standIn(host)
    if (!instead) return real.call(this, host, ...rest)
    const callback = rest.at(-1) as Callback
    if ('error' in instead) {
      void instead.told.then(() => callback(instead.error))
      return {}
    }
    process.nextTick(() => {
      if (name === 'lookup') return callback(null, ...asLookup(instead.addresses[0]!, rest[0]))
      return isOfFour(name, rest[0]) ? callback(null, instead.addresses) : callback(missing(host))
    })
    return {}
  }
}

function fencePromises(owner: object, name: string): void {
  const methods = owner as { [name: string]: Lookup | undefined }
  const real = methods[name]
  if (!real) return
  methods[name] = async function (this: unknown, host, ...rest) {
    const instead = standIn(host)
    if (!instead) return real.call(this, host, ...rest)
    if ('error' in instead) {
      await instead.told
      throw instead.error
    }
    if (name === 'lookup') {
      const [address, family] = asLookup(instead.addresses[0]!, rest[0])
      return Array.isArray(address) ? address : { address, family }
    }
    if (isOfFour(name, rest[0])) return instead.addresses
    throw missing(host)
  }
}

/** Whether addresses of IPv4 are asked for; a played host has no other records. */
const isOfFour = (name: string, type: unknown): boolean =>
  name === 'resolve4' || (name === 'resolve' && (typeof type !== 'string' || type === 'A'))

const questions = ['resolve', ...Object.keys(dns).filter(name => /^resolve[A-Z4-6]/.test(name))]
for (const name of ['lookup', ...questions]) {
  fenceCallbacks(dns, name)
  fencePromises(dns.promises, name)
}
for (const name of questions) {
  fenceCallbacks(dns.Resolver.prototype, name)
  fencePromises(dns.promises.Resolver.prototype, name)
}

// ESM has copies of the names, which are brought up to date.
Module.syncBuiltinESMExports()
