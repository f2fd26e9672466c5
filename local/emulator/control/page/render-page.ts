import type { ListedFault } from '../../faults/fault-book'
import type { Payment } from '../../gateway/pay/payment-book'
import type { Serving } from '../../server/serving'
import type { Effect, LogEntry } from '../../state/world'
import { page } from '../texts/en'
import { asCurl, asOpenapi } from './call-code'

// Older ones are in the log as JSON; a page of thousands helps no one.
const mostShown = 200

/** The page for people: the state of the emulator, the request log, the side effects and the fault rules. */
export function renderPage({ world, platform }: Serving, url: string): string {
  const log = world.log.list().slice(-mostShown).reverse()
  const effects = world.effects.list().slice(-mostShown).reverse()
  const { clock, tokens, accounts } = world
  const state = [
    [page.state.url, url],
    [page.state.accounts, accounts.map(({ appid }) => appid).join(', ')],
    [page.state.policy, tokens.policy],
    [page.state.clock, `${new Date(clock.now()).toISOString()}${clock.offset() === 0 ? '' : page.adjusted}`],
  ]
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
<link rel="stylesheet" href="/__emu/page.css">
<script src="/__emu/page.js" defer></script>
</head>
<body>
<header>
<h1>${page.title}</h1>
<p>${page.introduction}</p>
</header>
<main>
<section aria-labelledby="state">
<h2 id="state">${page.state.heading}</h2>
<dl>${state.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<p class="actions">
${button(page.advanceHour, 'clock', { advanceMs: 3_600_000 })}
${button(page.advanceTwoHours, 'clock', { advanceMs: 7_200_000 })}
${button(page.machineClock, 'clock', { skewMs: 0 })}
${button(page.revokeAll, 'revoke', {})}
${button(page.reset, 'reset', {})}
</p>
</section>
<section aria-labelledby="log">
<h2 id="log">${page.log.heading}</h2>
${listOr(
  log.map(entry => renderCall(entry, { platform }, url)),
  page.log.none,
)}
</section>
<section aria-labelledby="effects">
<h2 id="effects">${page.effects.heading}</h2>
${listOr(effects.map(renderEffect), page.effects.none)}
</section>
${world.payments.list().length > 0 ? renderPayments(world.payments.list()) : undefined}
<section aria-labelledby="faults">
<h2 id="faults">${page.faults.heading}</h2>
${listOr(world.faults.list().map(renderFault), page.faults.none)}
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
  const notes = [through && page.call.cloud, caller, fault !== undefined && page.call.fault(fault)].filter(
    Boolean,
  )
  const outcome = errcode === undefined ? `HTTP ${status}` : errcode === 0 ? 'ok' : `${errcode}`
  const route = method === undefined ? undefined : platform.find(method)
  return html`<li><details id="call-${seq}">
<summary><span class="${isGood ? 'good' : 'bad'}">${outcome}</span> <b>${method ?? path}</b>
<small>${verb} ${path}${notes.length > 0 ? ` · ${notes.join(' · ')}` : ''}</small></summary>
${errmsg && !isGood ? html`<p>${errmsg}</p>` : undefined}
${block(page.call.query, Object.keys(query).length > 0 ? JSON.stringify(query, null, 2) : undefined)}
${block(page.call.body, body === undefined ? undefined : JSON.stringify(body, null, 2))}
${block(page.call.curl, asCurl(entry, url, route), true)}
${block(page.call.library, route && asOpenapi(entry, route), true)}
</details></li>`
}

function block(title: string, text: string | undefined, isCode = false): Markup | undefined {
  if (text === undefined) return undefined
  const copy = isCode ? html`<button type="button" data-copy>${page.call.copy}</button>` : undefined
  return html`<div class="block"><h3>${title}</h3>${copy}<pre>${text}</pre></div>`
}

const renderEffect = ({ what, method, facts }: Effect): Markup =>
  html`<li><details><summary><b>${what}</b> <small>${method}</small></summary><pre>${JSON.stringify(facts, null, 2)}</pre></details></li>`

function renderPayments(payments: readonly Payment[]): Markup {
  const items = payments.slice(-mostShown).reverse().map(renderPayment)
  return html`<section aria-labelledby="payments">
<h2 id="payments">${page.payments.heading}</h2>
<ul>${items}</ul>
</section>`
}

function renderPayment({ prepayId, body, totalFee, state, outTradeNo, callback }: Payment): Markup {
  const { functionName, isAccepted, problem } = callback
  const told = isAccepted
    ? page.payments.told(functionName)
    : problem && page.payments.notTold(functionName, problem)
  return html`<li><p><b>${page.payments.order((totalFee / 100).toFixed(2), body)}</b> <small>${outTradeNo} · ${state}</small>
${state === 'NOTPAY' ? button(page.payments.pay, 'payments', { prepayId }) : undefined}
${told ? button(page.payments.again, 'payments', { prepayId, again: true }) : undefined}</p>
${told ? html`<p>${told}</p>` : undefined}</li>`
}

const renderFault = ({ id, match, action, seen, used }: ListedFault): Markup =>
  html`<li><p><b>${page.faults.name(id)}</b> <small>${page.faults.applied(used, seen)}</small>
${button(page.faults.remove, `faults?id=${id}`, {}, 'DELETE')}</p><pre>${JSON.stringify({ match, action }, null, 2)}</pre></li>`

/** Markup that was written here, unlike text that came from outside. */
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

/** Puts pieces into markup; what is not markup itself is escaped. */
const html = (parts: TemplateStringsArray, ...pieces: Piece[]): Markup =>
  new Markup(parts.map((part, at) => part + (at < pieces.length ? shown(pieces[at]) : '')).join(''))

/** What the page may load and do: its own two files, and requests to this emulator. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The script of the page: buttons that change something, and those that copy. It builds no markup. */
export const pageScript = `'use strict'
const act = async button => {
  button.disabled = true
  const { verb, route, body } = button.dataset
  const answer = await fetch(route, { method: verb, body, headers: { 'content-type': 'application/json' } })
  if (answer.ok) location.reload()
  else button.textContent = await answer.text()
}
const copy = async button => {
  const pre = button.parentElement.querySelector('pre')
  await navigator.clipboard.writeText(pre.textContent)
  button.textContent = 'Copied'
  setTimeout(() => { button.textContent = 'Copy' }, 1500)
}
document.addEventListener('click', ({ target }) => {
  if (!(target instanceof HTMLButtonElement)) return
  if (target.dataset.route) act(target)
  else if ('copy' in target.dataset) copy(target)
})
`

export const pageStyle = `:root {
  color-scheme: light dark;
  --text: #1c1c1e; --faint: #5c5c63; --line: #d8d8dd; --ground: #f6f6f8; --card: #ffffff;
  --good: #05703c; --bad: #b3261e; --accent: #05703c;
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Noto Sans CJK SC", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root { --text: #ececf1; --faint: #a2a2ab; --line: #3a3a40; --ground: #161618; --card: #212124;
    --good: #4ccf8b; --bad: #ff8a80; --accent: #4ccf8b; }
}
* { box-sizing: border-box; }
body { margin: 0; color: var(--text); background: var(--ground); }
header, main { max-width: 60rem; margin: 0 auto; padding: 1rem 1.25rem; }
h1 { font-size: 1.5rem; margin: .5rem 0 0; }
h2 { font-size: 1.125rem; margin: 0 0 .75rem; }
h3 { font-size: .875rem; margin: 0; color: var(--faint); font-weight: 600; }
header p, .empty, small { color: var(--faint); }
section { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem 1.25rem; margin: 0 0 1rem; }
dl { display: grid; gap: .25rem; margin: 0; }
dl div { display: flex; gap: 1rem; }
dt { color: var(--faint); flex: 0 0 8rem; }
dd { margin: 0; overflow-wrap: anywhere; }
ul { list-style: none; margin: 0; padding: 0; }
li { border-top: 1px solid var(--line); padding: .5rem 0; }
li:first-child { border-top: 0; }
summary { cursor: pointer; overflow-wrap: anywhere; }
summary small { display: block; padding-left: 1rem; }
.good, .bad { font-variant-numeric: tabular-nums; font-weight: 600; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.block { position: relative; margin: .75rem 0; }
pre { background: var(--ground); border-radius: .5rem; padding: .75rem; margin: .25rem 0 0; font-size: .8125rem;
  white-space: pre-wrap; overflow-wrap: anywhere; }
.actions { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0 0; }
button { font: inherit; font-size: .875rem; color: var(--accent); background: transparent; border: 1px solid currentColor;
  border-radius: .5rem; padding: .375rem .75rem; min-height: 2.25rem; cursor: pointer; }
button:hover { background: var(--ground); }
button:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.block button { position: absolute; right: 0; top: -.5rem; min-height: 1.75rem; padding: .125rem .625rem; }
@media (max-width: 30rem) { dl div { display: block; } }
`
