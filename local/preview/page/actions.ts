import { make, makeButton } from '../host/dom'
import type { PageState } from './state'

/** The buttons for what can be done to WeChat's stand-in; nothing when there are none. */
export function drawActions({ actions, token }: PageState): HTMLElement[] {
  if (actions.length === 0) return []
  const said = make('p', 'said', { role: 'status' })
  const buttons = actions.map(words =>
    makeButton('action', words, async () => {
      said.textContent = '…'
      said.textContent = await act(words, token)
    }),
  )
  return [make('fieldset', 'switch', {}, make('legend', '', {}, 'Emulator'), ...buttons, said)]
}

async function act(words: string, token: string): Promise<string> {
  try {
    const response = await fetch('/__preview/action', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-preview-token': token },
      body: JSON.stringify({ words }),
    })
    if (!response.ok) return `The preview's server answered ${response.status}: ${await response.text()}`
    return ((await response.json()) as { said: string }).said
  } catch {
    return "The preview's server does not answer. Is it still running?"
  }
}
