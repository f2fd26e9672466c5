import { PreviewBackend } from './backend'
import { registerBuiltins } from './builtins/register'
import { complain } from './complain'
import {
  type CodeSpace,
  type ComponentInstance,
  type ComponentNode,
  createEnvironment,
  easel,
  instancePrototype,
} from './easel'
import type { Runtime } from './host'
import type { Program } from './program'

/** Sets glass-easel up as a mini program's base library is. */
export function createRuntime(program: Program): Runtime {
  const environment = createEnvironment()
  const builtins = registerBuiltins(environment.getGlobalCodeSpace(), program.templates)
  const backend = new PreviewBackend()
  const associated = environment.associateBackend(backend)
  backend.onEvent((target, type, detail, options) => {
    const event = new easel.Event(type, detail, options)
    easel.Event.dispatchEvent(target as unknown as ComponentNode, event)
    return event.getEventBubbleStatus() as never
  })
  const space = environment.createCodeSpace('main', true)
  for (const [tag, definition] of builtins) space.getComponentSpace().setGlobalUsingComponent(tag, definition)
  fireReady(space)
  adjustOptions(space)
  showTestIds()
  complainAboutFailures()
  return { space, createRoot: (tag, url) => associated.createRoot(tag, space, url) }
}

/** glass-easel leaves the lifetime `ready` to its host; children come before their parents. */
function fireReady(space: CodeSpace): void {
  let waiting: ComponentNode[] = []
  const attached = function (this: ComponentInstance) {
    if (waiting.length === 0) {
      setTimeout(() => {
        const ready = waiting.reverse()
        waiting = []
        // A page may be closed before its turn comes.
        for (const node of ready) if (easel.Element.isAttached(node)) node.triggerLifetime('ready', [])
      })
    }
    waiting.push(this._$ ?? this)
  }
  space.setOverallBehavior(space.getComponentSpace().defineBehavior({ lifetimes: { attached } }))
}

/** Plain ids in the page, for `#id` in WXSS and `for` of labels. */
function adjustOptions(space: CodeSpace): void {
  const prepare = space.prepareComponentOptions
  space.prepareComponentOptions = function (path, options) {
    const [prepared, isolation] = prepare.call(this, path, options)
    return [{ ...prepared, writeIdToDOM: true, writeFieldsToNode: false, idPrefixGenerator: null }, isolation]
  }
}

/** `data-testid` means nothing to WeChat; in the page it lets a test find an element. */
function showTestIds(): void {
  const prototype = easel.Element.prototype
  const setDataset = prototype.setDataset
  prototype.setDataset = function (name, value) {
    setDataset.call(this, name, value)
    if (name === 'testid') this.getBackendElement()?.setAttribute('data-testid', String(value))
  }
}

function complainAboutFailures(): void {
  const nameOf = (near: ComponentNode | string | undefined) => (typeof near === 'string' ? near : near?.is)
  easel.addGlobalErrorListener((error, method, near) => {
    complain(`${nameOf(near) ?? 'the mini program'} failed in ${method ?? 'its template'}`, error)
    return false
  })
  easel.addGlobalWarningListener((message, near) => {
    // Repeating by a number is what WeChat documents too.
    if (!message.startsWith('Use number as for-list'))
      complain(near ? `${nameOf(near)}: ${message}` : message)
    return false
  })
  for (const name of ['createIntersectionObserver', 'createMediaQueryObserver']) {
    instancePrototype[name] = () => complain(`the preview has no ${name}`)
  }
}
