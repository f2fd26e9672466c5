/** Whether the console may be shown: never in the version that customers have. */
export const mayShowConsole = (): boolean => wx.getAccountInfoSync().miniProgram.envVersion !== 'release'
