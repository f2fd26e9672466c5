/** The account of every emulator that this command starts, the same as the emulator's own. It opens nothing else. */
export const demoAccount = { appid: 'wxdemo0000000000', secret: 'demo-secret-that-is-not-one' } as const
