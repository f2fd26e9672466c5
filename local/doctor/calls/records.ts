import { type Place, showPlace } from '../../project/finding'

/** How calls of an `openapi` travel: as cloud calls, through our drop-in for wx-server-sdk, or plainly over HTTPS. */
export type Way = 'cloudCall' | 'dropIn' | 'https'

/** A method that is called. */
export interface Call {
  readonly name: string
  readonly way: Way
  readonly place: Place
}

/** A name that is made while the program runs. */
export interface DynamicName {
  /** The namespace below which it lies; '' where even that is not known. */
  readonly below: string
  readonly place: Place
}

/** An `openapi`, or a piece of it, that leaves the project. */
export interface HandedOn {
  readonly below: string
  readonly to: string
  readonly place: Place
}

/** A name in the options of `serve`. */
export interface NamedOption {
  readonly name: string
  readonly place: Place
}

/** A `serve(rows, config, options)`. */
export interface Served {
  readonly place: Place
  /** The methods whose rows it has. */
  readonly offered: readonly string[]
  /** Whether there may be more of them. */
  readonly offersMore: boolean
  readonly httpsOnly: readonly NamedOption[]
  readonly everyone: readonly NamedOption[]
  /** The files that its config can be. */
  readonly configs: readonly string[]
  readonly client: Client
}

/** One of our clients as it is set up. */
export interface Client {
  readonly place: Place
  readonly way: Way
  /** Whether appid and secret are given, or may be. */
  readonly hasAppid: boolean
  readonly hasSecret: boolean
  /** The longest a call may take, in milliseconds, where it is said. */
  readonly timeoutMs?: number
}

/** A collection that access tokens are kept in. */
export interface TokenCollection {
  /** Undefined where the name is made while the program runs. */
  readonly name?: string
  readonly place: Place
}

/** A collection of the database that is named by a text. */
export interface Collection {
  readonly name: string
  /** Whether the code creates it there. */
  readonly isCreated: boolean
  readonly place: Place
}

/** A text that a cloud function is sent as a member of its event. */
export interface SentText {
  readonly to: string
  readonly member: string
  readonly text: string
}

/** A method that is named where nothing calls it: in code that does not run, in a comment, in a text. */
export interface Mention {
  readonly name: string
  readonly place: Place
}

/** A cloud function that is called. */
export interface FunctionCall {
  /** Undefined where the name is made while the program runs. */
  readonly name?: string
  readonly place: Place
}

/** Everything that one run of a program shows, each thing once. */
export class Records {
  readonly calls = new Map<string, Call>()
  /** Methods that are touched, called or not. */
  readonly mentions = new Set<string>()
  /** Calls on something that is called `openapi`, of which nothing is known. */
  readonly unsure = new Map<string, Omit<Call, 'way'>>()
  readonly dynamics = new Map<string, DynamicName>()
  readonly handedOn = new Map<string, HandedOn>()
  readonly served = new Map<string, Served>()
  readonly clients = new Map<string, Client>()
  readonly tokenCollections = new Map<string, TokenCollection>()
  readonly functionCalls = new Map<string, FunctionCall>()
  readonly collections = new Map<string, Collection>()
  /** What collections are chosen by where no text names them: `table` of `db.collection(event.table)`. */
  readonly collectionChoices = new Set<string>()
  readonly sentTexts = new Map<string, SentText>()
  /** Imports whose path is made while the program runs. */
  readonly lost = new Map<string, Place>()
  /** Where `cloud.init` says how long a cloud call may take. */
  readonly timeouts = new Map<string, { timeoutMs: number; place: Place }>()

  call(call: Call): void {
    this.calls.set(`${showPlace(call.place)} ${call.way} ${call.name}`, call)
  }

  dynamic(dynamic: DynamicName): void {
    this.dynamics.set(`${showPlace(dynamic.place)} ${dynamic.below}`, dynamic)
  }
}
