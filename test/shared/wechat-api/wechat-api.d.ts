declare module 'wechat-api' {
  const Old: { new (...args: unknown[]): object; prototype: object }
  export default Old
}
declare module 'co-wechat-api' {
  const Old: { new (...args: unknown[]): object; prototype: object }
  export default Old
}
