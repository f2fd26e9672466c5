import { lookup as lookUp } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

/** Why an address is refused; the texts have a sentence for each. */
export type Why = 'notAllowed' | 'offline' | 'wechat' | 'ours' | 'inside'

/** What was refused. */
export interface Refused {
  why: Why
  /** With its port, where that is not the usual one: what `--allow` takes. */
  host: string
  /** Where the name leads, for `inside`, in the same form. */
  address: string
}

/** A request that must not be sent. */
export class ReachRefusal extends Error {
  constructor(readonly refused: Refused) {
    super(refused.why)
  }
}

/** Beside this machine's ports of others, what pages may reach. */
export interface ReachOptions {
  /** `api.example.com`, for the usual ports, or `api.example.com:8443`. */
  allow: readonly string[]
  /** Hosts that are refused whatever is allowed: WeChat's, and those of its cloud. */
  isWeChat(host: string): boolean
  /** The ports of this machine that belong to what runs the preview. */
  ownPorts(): readonly number[]
  /** Whether no host beyond this machine is reached, whatever is allowed. */
  isOffline?: boolean
  /** The addresses of a name. */
  lookup?(name: string): Promise<readonly { address: string }[]>
}

/** Where to connect. */
export interface Target {
  /** Of the name in the URL, each judged: no other is connected to. */
  addresses: readonly string[]
  isThisMachine: boolean
}

const usualPorts: { readonly [protocol: string]: number } = {
  'http:': 80,
  'https:': 443,
  'ws:': 80,
  'wss:': 443,
}

/** Decides which addresses the pages may reach. What is judged is what is then connected to. */
export class Reach {
  readonly #allowed: AllowedHost[]
  readonly #options: ReachOptions

  constructor(options: ReachOptions) {
    this.#options = options
    this.#allowed = options.allow.flatMap(given => readHost(given) ?? [])
  }

  /** @throws ReachRefusal for what may not be reached, and Error for what has no address */
  async targetOf(url: URL): Promise<Target> {
    const name = plainHost(url.hostname)
    const usual = usualPorts[url.protocol]!
    const port = Number(url.port || usual)
    const shown = (host: string) =>
      `${isIP(host) === 6 ? `[${host}]` : host}${port === usual ? '' : `:${port}`}`
    const refuse = (why: Why, address = name) =>
      new ReachRefusal({ why, host: shown(name), address: shown(address) })
    const isOurs = this.#options.ownPorts().includes(port)
    if (this.#options.isWeChat(name)) throw refuse('wechat')
    if (isThisMachine(name)) {
      if (isOurs) throw refuse('ours')
      // The name means this machine, whatever a resolver says of it.
      return { addresses: isIP(name) ? [name] : ['127.0.0.1', '::1'], isThisMachine: true }
    }
    if (this.#options.isOffline) throw refuse('offline')
    const isAllowed = (host: string) =>
      this.#allowed.some(one => one.name === host && (one.port ?? usual) === port)
    if (!isAllowed(name)) throw refuse('notAllowed')
    if (isIP(name)) return { addresses: [name], isThisMachine: false }
    const { lookup = lookUpAll } = this.#options
    const found = (await lookup(name)).map(({ address }) => plainHost(address))
    // Who owns the name chooses its address: it must not choose a server of this machine or network, which trusts its
    // neighbours, unless that address is allowed too.
    const addresses = found.filter(
      address => isAllowed(address) || !(isInside(address) || isThisMachine(address)),
    )
    const [first] = addresses
    if (first === undefined) throw refuse('inside', found[0])
    const isHere = addresses.some(isThisMachine)
    if (isHere && isOurs) throw refuse('ours', first)
    return { addresses, isThisMachine: isHere }
  }
}

const lookUpAll = (name: string) => lookUp(name, { all: true, verbatim: true })

/** A host of `--allow`. */
interface AllowedHost {
  name: string
  /** By default the usual one of the protocol. */
  port: number | undefined
}

/** Reads a host name or an address, perhaps with a port; undefined for what is neither. */
export function readHost(given: string): AllowedHost | undefined {
  if (!/^[^\s/\\?#@*]+$/.test(given) || !URL.canParse(`http://${given}`)) return undefined
  const name = plainHost(new URL(`http://${given}`).hostname)
  const port = /[^:]:(\d+)$/.exec(given)?.[1]
  return name === '' ? undefined : { name, port: port === undefined ? undefined : Number(port) }
}

/** A host as it is compared: no brackets, no dot at its end, IPv4 in its own form also inside IPv6. */
function plainHost(host: string): string {
  const plain = host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
  const [, high, low] = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/.exec(plain) ?? []
  if (high === undefined || low === undefined) return plain.replace(/^::ffff:(?=[\d.]+$)/, '')
  const bytes = [high, low].flatMap(half => [Number.parseInt(half, 16) >> 8, Number.parseInt(half, 16) & 255])
  return bytes.join('.')
}

function listOf(ranges: string): BlockList {
  const list = new BlockList()
  for (const range of ranges.split(' ')) {
    const [address = '', bits] = range.split('/')
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}

const loopback = listOf('127.0.0.0/8 0.0.0.0/32 ::1/128 ::/128')

// 198.18.0.0/15 is not among them: proxies of developers answer with it for every name.
const inside = listOf(
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.168.0.0/16 224.0.0.0/3 ' +
    '::/96 64:ff9b::/96 64:ff9b:1::/48 2002::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8',
)

const isIn = (list: BlockList, address: string): boolean => {
  const family = isIP(address)
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

const isThisMachine = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || isIn(loopback, host)

const isInside = (address: string): boolean => isIn(inside, address)
