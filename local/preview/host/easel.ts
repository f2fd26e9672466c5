import { component, glassEasel, MiniProgramEnv } from 'glass-easel-miniprogram-adapter'

/**
 * The members of glass-easel that the host uses. Some are marked internal there, so they are named in this one place;
 * the three packages are pinned to one version.
 */
export interface ComponentNode {
  is: string
  id: string
  dataset: Record<string, unknown>
  ownerShadowRoot: { getHostNode(): ComponentNode } | null
  getBackendElement(): HTMLElement | null
  getMethodCaller(): ComponentInstance
  /** The `mark:` of the node and of those around it. */
  collectMarks(): Record<string, unknown>
  getShadowRoot(): {
    childNodes: TreeNode[]
    querySelector(selector: string): ComponentNode | null
    querySelectorAll(selector: string): ComponentNode[]
  } | null
  /** What stands between its tags. */
  childNodes: TreeNode[]
  addListener(name: string, listener: (event: EaselEvent) => void, options?: { capture?: boolean }): void
  triggerEvent(name: string, detail?: unknown, options?: { bubbles?: boolean; composed?: boolean }): void
  triggerLifetime(name: string, args: unknown[]): void
  triggerPageLifetime(name: string, args: unknown[]): void
  /** Draws it anew with the template that its definition has now. */
  applyTemplateUpdates(): void
  setNodeStyle(style: string, segment: number): void
  toggleNodeClass(names: string, isOn: boolean, segment: number): void
}

/** A text, an element or a component: only the last has all members. */
export type TreeNode = Partial<ComponentNode>

/** `this` of a page or component. */
export interface ComponentInstance {
  _$: ComponentNode
  data: Record<string, unknown>
  setData(data: Record<string, unknown>): void
  [member: string]: unknown
}

export interface EaselEvent {
  type: string
  detail: unknown
  stopPropagation(): void
  preventDefault(): void
  getOriginalEvent?(): unknown
}

/** A page or component at the top of its own tree. */
export interface Root {
  get(): ComponentInstance
  getComponent(): ComponentNode
  attach(parent: HTMLElement, placeholder: HTMLElement): void
  release(): void
}

type Definition = Record<string, unknown>
type Registered = { _$: unknown }

/** What a script sees as globals while it registers a page or component. */
export interface DefinitionGlobals {
  Page(definition: Definition): void
  Component(definition?: Definition): void
  Behavior: ((definition?: Definition) => unknown) & { trait: unknown }
}

/** A page or component as it is registered. */
interface ComponentDefinition {
  isPrepared(): boolean
  updateTemplate(template: Template): void
}

interface Template {
  groupList: unknown
  content: unknown
}

export interface CodeSpace {
  getComponentSpace(): {
    setGlobalUsingComponent(tag: string, definition: unknown): void
    defineBehavior(definition: Definition): unknown
    getComponentByUrlWithoutDefault(path: string, from: string): ComponentDefinition | null
  }
  prepareComponentOptions(path: string, options?: Definition): [Definition, unknown]
  setOverallBehavior(behavior: unknown): void
  addComponentStaticConfig(path: string, config: object): void
  addCompiledTemplate(path: string, template: Template): void
  addStyleSheet(path: string, url: undefined, scope: string | undefined): void
  component(path: string): { definition(definition: Definition): { register(): Registered } }
  componentEnv<T>(path: string, define: (globals: DefinitionGlobals) => T): T
}

export interface Environment {
  getGlobalCodeSpace(): CodeSpace
  createCodeSpace(id: string, isMain: boolean): CodeSpace
  associateBackend(backend: unknown): { createRoot(tag: string, space: CodeSpace, url: string): Root }
}

interface Easel {
  triggerEvent(node: ComponentNode, name: string, detail: unknown, options: object): void
  addGlobalErrorListener(
    listener: (error: unknown, method?: string, near?: ComponentNode | string) => boolean,
  ): void
  addGlobalWarningListener(listener: (message: string, near?: ComponentNode | string) => boolean): void
  Event: {
    new (type: string, detail: unknown, options: object): { getEventBubbleStatus(): unknown }
    dispatchEvent(node: ComponentNode, event: unknown): void
  }
  Element: {
    prototype: { setDataset(this: ComponentNode, name: string, value: unknown): void }
    isAttached(node: ComponentNode): boolean
  }
}

export const easel = glassEasel as unknown as Easel
/** The prototype of every page and component instance. */
export const instancePrototype = component.ComponentCaller.prototype as unknown as Record<string, unknown>
export const DomBackend = glassEasel.CurrentWindowBackendContext

export function createEnvironment(): Environment {
  return new MiniProgramEnv() as unknown as Environment
}

/** The template of a component: it is run when the component is used for the first time. */
export const templateOf = (templates: Record<string, unknown>, path: string): Template => ({
  groupList: templates,
  get content() {
    return templates[path]
  },
})

/** The glass-easel node that an element of the page belongs to, if it has one of its own. */
export function nodeOf(element: Element | null | undefined): ComponentNode | undefined {
  return (element as unknown as { __wxElement?: ComponentNode } | null | undefined)?.__wxElement
}

/** The page or component instance that an element is the host of. */
export function instanceOf(element: Element | null | undefined): ComponentInstance | undefined {
  const node = nodeOf(element)
  return typeof node?.getMethodCaller === 'function' ? node.getMethodCaller() : undefined
}
