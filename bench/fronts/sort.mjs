// Why a page complains: by the words of the notice. What no rule explains counts as ours until it is read.

/** The causes, with what a person reads in the table. */
export const causes = {
  server: 'a server, function, collection or document of its own is not here',
  package: 'its own package, file or setting is missing, or a plugin of somebody else',
  visit: 'its address alone does not give what the page before it would',
  code: 'its own code fails the same way in WeChat',
  ours: 'the preview does not have it',
  unread: 'for a reason that its words alone do not give',
}

/** In the order in which they are tried. */
const rules = [
  ['package', /plugin /],
  ['ours', /is not in the preview|the preview has no|the preview does not/],
  [
    'server',
    /-50[0-9]{4}|-604\d{3}|FUNCTION_NOT_FOUND|is refused|request:fail|(upload|download)File:fail|connectSocket|timeout/,
  ],
  ['package', /module '.*' is not defined|calls neither Page\(\) nor Component\(\)|没有配置云开发环境/],
  ['visit', /cannot navigate back at first page|parameter\.docId should be .* instead of undefined/],
]

export const causeOf = notice => rules.find(([, words]) => words.test(notice))?.[0] ?? 'unread'
