// Why a function did not answer: by the words of what came back. What no rule explains is shown, to be read.

/** The causes, with what a person reads in the table. */
export const causes = {
  data: 'its own collection, document or file of the storage is not there',
  event: 'the event that was made up for it, or what it read from the empty database, lacks a member',
  package: 'its own package or file is missing',
  code: 'its own code does not load, or throws',
  host: 'a host beyond this machine, or a database server of its own, is refused by name',
  settings: 'its own account, secret or environment variable is missing',
  permission: 'its own config.json does not list the method',
  time: 'it was too slow on this busy machine',
  ours: 'something does not run here',
  unread: 'for a reason that its own words alone give',
}

/** In the order in which they are tried. */
const rules = [
  ['host', /the connection to \S+ was refused|ECONNREFUSED/],
  [
    'package',
    /Cannot find (module|package)|FUNCTION_NOT_FOUND|ENOENT|ERR_PACKAGE_PATH_NOT_EXPORTED|ERR_DLOPEN/,
  ],
  [
    'code',
    /cannot be loaded: (SyntaxError|ReferenceError|TypeError)|ReferenceError:|does not provide an export/,
  ],
  ['ours', /exports no function main|-604100|__baseLog__/],
  ['time', /-504003|did not (load|answer) within/],
  ['permission', /-604101|-502003/],
  ['data', /-502005|does not exist|not found|-503003|No .*found|Reduce of empty array|不存在|获取.*错误/],
  ['settings', /\b(40013|40125|41002|41004)\b|process\.env|[Ss]ecret|[Aa]pi ?[Kk]ey|[Aa]pp[Ii][dD]\b/],
  [
    'event',
    /undefined|null|4\d{4}|非定时器|不能|必须|needs a|Cannot (read|set|destructure)|is not (iterable|a function)|must be|is required|is missing|[Ii]nvalid|Unexpected token/,
  ],
]

const causeIn = text => rules.find(([, words]) => words.test(text))?.[0] ?? 'unread'

/** Processes of functions that were called before may write, too. */
const linesOf = ({ name, lines = [] }) => lines.filter(line => line.startsWith(`${name}:`))

/** @returns one of the causes; undefined for an event that was answered */
export function causeOf(outcome) {
  if (outcome.errCode === undefined) return undefined
  // What the function wrote is asked only where the error does not say it.
  const told = causeIn(outcome.errMsg)
  const written = causeIn(linesOf(outcome).join('\n'))
  return ['unread', 'event', 'time'].includes(told) && written === 'host' ? written : told
}

/** What an answer, or what was written meanwhile, says of a failure that the function dealt with itself. */
export function dealtWith(outcome) {
  if (outcome.errCode !== undefined) return undefined
  const text = [JSON.stringify(outcome.result), ...linesOf(outcome)].join('\n')
  return /Error|\bfail|refused|-50\d{4}|-604\d{3}|success":false/.test(text) ? causeIn(text) : undefined
}
