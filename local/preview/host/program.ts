import type { AppConfig, ThemeConfig, UnitConfig } from '../compile/app-config'
import type { ModuleSource } from './modules'
import type { CloudAccess } from './wx/cloud/access'
import type { NetworkAccess } from './wx/network-access'

/** A page or component as the build hands it over. */
export interface ProgramUnit {
  path: string
  isPage: boolean
  config: UnitConfig
  styleScope?: string
  /** The module that calls `Page` or `Component`. */
  script?: string
}

/** A compiled mini program: what compile/bundle.ts writes. */
export interface Program {
  config: AppConfig
  theme?: ThemeConfig
  /** What `wx.getExtConfig` gives. */
  ext?: object
  pages: string[]
  /** The CSS of app.wxss as `app`, and of each page and component by its path. */
  styles: Record<string, string>
  globalComponents: Record<string, string>
  /** Template functions of glass-easel by path. */
  templates: Record<string, unknown>
  units: ProgramUnit[]
  modules: Record<string, ModuleSource>
  /** The module that calls `App`. */
  script?: string
}

export type Theme = 'light' | 'dark'

/** A call of a cloud function as the page makes it. */
export interface CloudCall {
  name: string
  data: unknown
}

/** A code that works once, or data that is encrypted with the session_key of the user. */
export type UserData = 'login' | 'phoneCode' | 'user' | 'phone' | 'run' | 'group'

/** What the host needs from the place it runs in: a browser page or a test. */
export interface Surroundings {
  /** The element that the phone is drawn in. */
  root: HTMLElement
  appId: string
  /** Its name, for what asks in it. */
  name?: string
  /** The mini program's address to open instead of its first page. */
  firstPage?: string
  theme: Theme
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>
  /** Where a file of the mini program, such as an icon, is found. */
  assetUrl(path: string): string
  /** Resolves to what `wx.cloud.callFunction` resolves to, or rejects with `errCode` and `errMsg`. */
  callFunction(call: CloudCall): Promise<{ result: unknown }>
  /** Resolves to an order of `cloudPay`, which is then paid or only looked at; without it, there are no orders. */
  pay?(prepayId: string, isPaid: boolean): Promise<{ body: string; totalFee: number }>
  /** Gets what WeChat gives for the user of this phone; without it, there is no emulator to ask. */
  forUser?(wants: UserData): Promise<Record<string, string>>
  /** The cloud's database and storage, where there is an emulator of them. */
  cloud?: CloudAccess
  /** Servers beyond the page, where something can reach them. */
  network?: NetworkAccess
  /** Whether the browser may load a file of http or https from there; without it, it may load all. */
  mayLoad?(url: string, kind: 'picture' | 'font'): boolean
  copyText(text: string): Promise<void>
  /** What is in the clipboard, where it may be read. */
  readText?(): Promise<string>
  /** Shows what the preview cannot do or what went wrong in the mini program; `cause` is what was thrown. */
  complain(message: string, cause?: unknown): void
}
