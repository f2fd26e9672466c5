import type { ListedFault } from '../../faults/fault-book'
import type { Serving } from '../../server/serving'
import type { Effect, LogEntry } from '../../state/world'
import { asCurl } from './as-curl'
import { asOpenapi } from './as-openapi'

// Older ones are in the log as JSON; a page of thousands helps nobody.
const mostShown = 200

/** The page for people: what state the emulator is in, what arrived, what was done, what shall go wrong. */
export function renderPage({ world, platform }: Serving, url: string): string {
  const log = world.log.list().slice(-mostShown).reverse()
  const effects = world.effects.list().slice(-mostShown).reverse()
  const { clock, tokens, accounts } = world
  const state = [
    ['Base URL', url],
    ['Accounts', accounts.map(({ appid }) => appid).join(', ')],
    ['Token policy', tokens.policy],
    ['Time', `${new Date(clock.now()).toISOString()}${clock.offset() === 0 ? '' : ' (moved)'}`],
  ]
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Emulator of WeChat's server API</title>
<link rel="stylesheet" href="/__emu/page.css">
<script src="/__emu/page.js" defer></script>
</head>
<body>
<header>
<h1>Emulator of WeChat's server API</h1>
<p>It stands in for WeChat on this machine. Nothing here is real, and nothing leaves this machine.</p>
</header>
<main>
<section aria-labelledby="state">
<h2 id="state">State</h2>
<dl>${state.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<p class="actions">
${button('One hour on', 'clock', { advanceMs: 3_600_000 })}
${button('Two hours on: tokens expire', 'clock', { advanceMs: 7_200_000 })}
${button("Back to the machine's time", 'clock', { skewMs: 0 })}
${button('Revoke all tokens', 'revoke', {})}
${button('Start anew', 'reset', {})}
</p>
</section>
<section aria-labelledby="log">
<h2 id="log">Log</h2>
${listOr(
  log.map(entry => renderCall(entry, { platform }, url)),
  'Nothing arrived yet. Call something, then reload.',
)}
</section>
<section aria-labelledby="effects">
<h2 id="effects">What was really done</h2>
${listOr(effects.map(renderEffect), 'Nothing yet.')}
</section>
<section aria-labelledby="faults">
<h2 id="faults">Faults</h2>
${listOr(world.faults.list().map(renderFault), 'None. POST /__emu/faults lays some down.')}
</section>
</main>
</body>
</html>
`.text
}

const listOr = (items: readonly Markup[], otherwise: string): Markup =>
  items.length > 0 ? html`<ul>${items}</ul>` : html`<p class="empty">${otherwise}</p>`

const button = (label: string, route: string, body: object, verb = 'POST'): Markup =>
  html`<button type="button" data-verb="${verb}" data-route="/__emu/${route}" data-body="${JSON.stringify(body)}">${label}</button>`

function renderCall(entry: LogEntry, { platform }: Pick<Serving, 'platform'>, url: string): Markup {
  const { seq, verb, path, method, status, errcode, errmsg, through, caller, fault, query, body } = entry
  const isGood = errcode === 0
  const notes = [through && 'cloud call', caller, fault !== undefined && `fault ${fault}`].filter(Boolean)
  const outcome = errcode === undefined ? `HTTP ${status}` : errcode === 0 ? 'ok' : `${errcode}`
  const route = method === undefined ? undefined : platform.find(method)
  return html`<li><details id="call-${seq}">
<summary><span class="${isGood ? 'good' : 'bad'}">${outcome}</span> <b>${method ?? path}</b>
<small>${verb} ${path}${notes.length > 0 ? ` · ${notes.join(' · ')}` : ''}</small></summary>
${errmsg && !isGood ? html`<p>${errmsg}</p>` : undefined}
${block('Query', Object.keys(query).length > 0 ? JSON.stringify(query, null, 2) : undefined)}
${block('Body', body === undefined ? undefined : JSON.stringify(body, null, 2))}
${block('As curl', asCurl(entry, url, route), true)}
${block('As a call of this library', route && asOpenapi(entry, route), true)}
</details></li>`
}

function block(title: string, text: string | undefined, isCode = false): Markup | undefined {
  if (text === undefined) return undefined
  const copy = isCode ? html`<button type="button" data-copy>Copy</button>` : undefined
  return html`<div class="block"><h3>${title}</h3>${copy}<pre>${text}</pre></div>`
}

const renderEffect = ({ what, method, facts }: Effect): Markup =>
  html`<li><details><summary><b>${what}</b> <small>${method}</small></summary><pre>${JSON.stringify(facts, null, 2)}</pre></details></li>`

const renderFault = ({ id, match, action, seen, used }: ListedFault): Markup =>
  html`<li><p><b>Fault ${id}</b> <small>acted on ${used} of ${seen} that matched</small>
${button('Take it away', `faults?id=${id}`, {}, 'DELETE')}</p><pre>${JSON.stringify({ match, action }, null, 2)}</pre></li>`

/** Markup that was written here, as opposed to text that came from anybody. */
class Markup {
  constructor(readonly text: string) {}
}

type Piece = string | number | Markup | readonly Markup[] | undefined

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const asText = (text: string): string => text.replace(/[&<>"']/g, character => entities[character]!)

function shown(piece: Piece): string {
  if (piece === undefined) return ''
  if (piece instanceof Markup) return piece.text
  if (Array.isArray(piece)) return piece.map(one => one.text).join('')
  return asText(String(piece))
}

/** Puts pieces into markup; whatever is not markup itself becomes text. */
const html = (parts: TemplateStringsArray, ...pieces: Piece[]): Markup =>
  new Markup(parts.map((part, at) => part + (at < pieces.length ? shown(pieces[at]) : '')).join(''))
