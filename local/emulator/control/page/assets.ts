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
